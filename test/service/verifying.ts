/** The service's listeners before a verifier whose verdicts a test states. */
import { ok } from "../../preload/contract/result.ts";
import type { Verdict, Verification } from "../../main/core/operations/verifier/verify.ts";
import { kioskClient } from "./kiosk-client.ts";
import type { KioskClient } from "./kiosk-client.ts";
import { kioskMessage, listening } from "./listening.ts";
import type { Listening } from "./listening.ts";

export const accepted: Verdict = {
  ...{ result: "accepted", state: "in-use", userId: "999800000001", isKnown: true },
};

/** A listener whose verifier answers the verdicts in turn, and notes what it was asked. */
export async function verifying(
  verdicts: readonly Verdict[] = [],
  realm?: string,
): Promise<Listening & { readonly asked: readonly Verification[] }> {
  const left = [...verdicts];
  const asked: Verification[] = [];
  const service = await listening({
    ...(realm !== undefined && { realm }),
    serveVerification: async (_fingerprint, _id, asks) => {
      asked.push(asks);
      return ok(left.shift() ?? accepted);
    },
  });
  return { ...service, asked };
}

/** A relying system that staff have approved. */
export async function relyingSystem({ port, rows }: Listening): Promise<KioskClient> {
  const system = await kioskClient(port);
  await system.post("/v1/join", { ...kioskMessage, role: "relying" });
  await rows.approve(system.fingerprint, ["300001", "200001"]);
  return system;
}

/** What a plug-in gets of `/validate/check`, whose URL begins with `base`. */
export async function checked(
  base: string,
  fields: Readonly<Record<string, string>>,
): Promise<{ readonly status: number; readonly body: unknown }> {
  const body = new URLSearchParams(fields);
  const answer = await fetch(`${base}/validate/check`, { method: "POST", body });
  return { status: answer.status, body: (await answer.json()) as unknown };
}
