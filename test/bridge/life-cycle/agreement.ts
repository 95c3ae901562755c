import { expect } from "vitest";
import type { Verb } from "../../../preload/contract/channels.ts";
import type { MemoryRegistry } from "../../fakes/memory-registry.ts";
import type { Name } from "./customers.ts";
import type { Model } from "./model.ts";

const names = ["taro", "hanako"] as const;
export const loginIds: Readonly<Record<Name, string>> = { taro: "taro0001", hanako: "hanako01" };
export const idOf = (name: Name): string => `demo-${name}`;

/** An answer in the model's words. */
export function inWords(verb: Verb, answer: { readonly ok: boolean }): string {
  const { value, refusal } = answer as { value?: Told | null; refusal?: Told };
  if (refusal) {
    const more =
      refusal.code === "fields" ? Object.keys(refusal.fields ?? {}).join() : refusal.kind;
    return [refusal.code, more ?? refusal.reason].filter(Boolean).join(" ");
  }
  const shown = { signIn: value?.awaits, readStatus: value?.registration };
  return ["ok", shown[verb as keyof typeof shown]].filter(Boolean).join(" ");
}

type Told = Partial<Record<"code" | "kind" | "reason" | "awaits" | "registration", string>> & {
  readonly fields?: object;
};

/** The registry holds what the model says: tokens, limits, counters and mails. */
export async function expectSame({ customers }: Model, registry: MemoryRegistry): Promise<void> {
  for (const name of names) {
    const { token, limit, wrong, everReleased } = customers[name];
    const found = await registry.transact(async (rows) => ({
      token: await rows.currentToken(idOf(name)),
      limit: (await rows.customerById(idOf(name)))?.transferLimitYen,
      wrong: {
        loginPassword: await rows.wrongTries(loginIds[name], "loginPassword"),
        confirmationPassword: await rows.wrongTries(loginIds[name], "confirmationPassword"),
        startPassword: await rows.wrongTries(loginIds[name], "startPassword"),
        oneTimePassword: await rows.wrongTries(loginIds[name], "oneTimePassword"),
      },
    }));
    expect(found.token?.state ?? null).toBe(token?.state ?? (everReleased ? "released" : null));
    if (token) expect(found.token?.setupShowings).toBe(token.showings);
    expect(found).toMatchObject({ limit, wrong });
  }
  expect(registry.mails()).toHaveLength(customers.taro.mails + customers.hanako.mails);
}
