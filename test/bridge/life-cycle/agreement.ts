import { expect } from "vitest";
import type { Verb } from "../../../preload/contract/channels.ts";
import type { Registry, RegistryRows } from "../../../main/core/ports/registry.ts";
import type { CustomerSecretKind } from "../../../preload/contract/answers.ts";
import type { Name } from "./customers.ts";
import { staff } from "./model.ts";
import type { InMemoryRegistry } from "../../fakes/registry-in-memory.ts";
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
    return [refusal.code, more ?? refusal.reason ?? refusal.seconds].filter(Boolean).join(" ");
  }
  const shown = {
    signIn: value?.awaits,
    readStatus: value?.registration,
    readKiosk: value?.closedForCleaning === true ? "closed" : "open",
  };
  return ["ok", shown[verb as keyof typeof shown]].filter(Boolean).join(" ");
}

type Told = Partial<Record<"code" | "kind" | "reason" | "awaits" | "registration", string>> & {
  readonly fields?: object;
  readonly seconds?: number;
  readonly closedForCleaning?: boolean;
};

/**
 * The registry holds what the model says: tokens, limits, counters and mails. One in memory tells whether anything was
 * written since they were last read; where nothing was, what was read then is compared again.
 */
export async function expectSame(model: Model, registry: Registry): Promise<void> {
  const changes = "changes" in registry ? (registry as InMemoryRegistry).changes() : null;
  const last = lastFound.get(registry);
  const found =
    last !== undefined && changes !== null && last.changes === changes
      ? last.found
      : await everythingIn(registry);
  lastFound.set(registry, { changes, found });
  expect(found.wrongPins).toEqual(model.wrongPins);
  for (const name of names) {
    const { token, limit, wrong, everReleased, mails } = model.customers[name];
    const one = found[name];
    expect(one.token?.state ?? null).toBe(token?.state ?? (everReleased ? "released" : null));
    if (token) expect(one.token?.setupShowings).toBe(token.showings);
    expect(one).toMatchObject({ limit, wrong, mails });
  }
}

type Found = Awaited<ReturnType<typeof everythingIn>>;

const lastFound = new WeakMap<
  Registry,
  { readonly changes: number | null; readonly found: Found }
>();

function everythingIn(registry: Registry) {
  return registry.transact(async (rows) => ({
    taro: await foundOf(rows, "taro"),
    hanako: await foundOf(rows, "hanako"),
    wrongPins: await wrongPinsIn(rows),
  }));
}

async function foundOf(rows: RegistryRows, name: Name) {
  const tries = (kind: CustomerSecretKind) => rows.failures(loginIds[name], kind);
  return {
    token: await rows.currentToken(idOf(name)),
    limit: (await rows.customerById(idOf(name)))?.transferLimitYen,
    wrong: {
      loginPassword: await tries("loginPassword"),
      confirmationPassword: await tries("confirmationPassword"),
      startPassword: await tries("startPassword"),
      oneTimePassword: await tries("oneTimePassword"),
    },
    mails: (await rows.mailsOf(idOf(name), Number.MAX_SAFE_INTEGER)).length,
  };
}

async function wrongPinsIn(rows: RegistryRows): Promise<Partial<Record<string, number>>> {
  const counts: Partial<Record<string, number>> = {};
  for (const id of Object.keys(staff)) counts[id] = await rows.failures(id, "pin");
  return counts;
}
