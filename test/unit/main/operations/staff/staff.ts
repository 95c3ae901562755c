import type { Operations } from "../../../../../main/core/operations/operation.ts";
import { done, signedInWith } from "../a-kiosk.ts";
import type { Bank } from "../a-kiosk.ts";

/** The demo profile's staff as they sign in. */
export const assistant = { staffId: "100001", pin: "624813" };
export const anotherAssistant = { staffId: "100002", pin: "735924" };
export const auditor = { staffId: "400001", pin: "168357" };
export const officer = { staffId: "200001", pin: "846135" };
export const maintainer = { staffId: "300001", pin: "957246" };

/** What KST005 sends for taro, a 役席 approving. */
export const approvedRelease = {
  customerId: "demo-taro",
  reason: "lost",
  evidence: "residence-card",
  evidenceDigits: "78cd",
  approverId: officer.staffId,
  approverPin: officer.pin,
};

/** A kiosk at which `member` is signed in, with taro's token in the state asked for. */
export async function staffBeside(
  bank: Bank,
  state: Parameters<typeof signedInWith>[1],
  member: typeof assistant = assistant,
): Promise<Operations> {
  const kiosk = await signedInWith(bank, state);
  await done(kiosk.staffSignIn(member));
  return kiosk;
}
