import { generateSync } from "otplib";
import { setTimeout as pause } from "node:timers/promises";
import type { Operations } from "../../main/core/operations/operation.ts";
import type { Result } from "../../preload/contract/result.ts";
import type { DemoCustomer } from "../e2e/customers.ts";
import type { Try } from "./model.ts";
import type { JournalledAction, Phone } from "./protocol.ts";

/** A customer's verbs at a kiosk, and what the customer's own phone knows. */
export interface Visitor {
  readonly kiosk: Operations;
  readonly customer: DemoCustomer;
  readonly clock: () => number;
  /** The deed that is wanted above all; null: all of them. */
  readonly wanted: JournalledAction | null;
  /** How often, of 1, a wrong entry comes before the right one. */
  readonly shareOfWrong: number;
  phone: Phone | null;
  readonly learnt: (phone: Phone) => void;
  /** The newest step whose code was sent. */
  lastStep: number;
  /** Carries a request out and says so; gives the answer. */
  readonly ask: <V, R extends { readonly code: string }>(
    tried: Try,
    deed: JournalledAction | null,
    request: () => Promise<Result<V, R>>,
  ) => Promise<Result<V, R>>;
}

const wrongPassword = "nobody's";
const startPassword = "482915";
const mailAddress = "someone..@docomo.ne.jp";

/** A customer's whole way, as far as it goes today: sign-in, issue, set-up code, start, release. */
export async function visit(visitor: Visitor): Promise<void> {
  const { kiosk, wanted } = visitor;
  const { loginId, loginPassword, confirmationPassword } = visitor.customer;
  const signedIn = await proven(visitor, "signIn", null, (right) =>
    kiosk.signIn({ loginId, loginPassword: right ? loginPassword : wrongPassword }),
  );
  if (!signedIn.ok) return;
  if (signedIn.value.awaits === "code") {
    const answer = await withCode(visitor, "proveCode", "prove", (oneTimePassword) =>
      kiosk.proveCode({ oneTimePassword }),
    );
    if (answer?.ok !== true) return;
  }
  const before = await status(kiosk);
  const knows = before.token !== null && before.token.userId === visitor.phone?.userId;
  const issues = before.registration !== "issued" || !knows || wanted === "replace";
  if (before.issue.available && issues) {
    const addresses = { mailAddress, mailAddressAgain: mailAddress };
    await kiosk.draftIssue({ ...addresses, startPassword, startPasswordAgain: startPassword });
    const deed = before.registration === "issued" ? "replace" : "issue";
    await proven(visitor, "confirmIssue", deed, (right) =>
      kiosk.confirmIssue({ confirmationPassword: right ? confirmationPassword : wrongPassword }),
    );
  }
  await setUp(visitor);
  const { start, release } = await status(kiosk);
  if (start.available && wanted !== "replace") {
    await withCode(visitor, "startToken", "start", (oneTimePassword) =>
      kiosk.startToken({ oneTimePassword }),
    );
  } else if (release.available && wanted !== "prove" && wanted !== "replace") {
    await withCode(visitor, "releaseToken", "release", (oneTimePassword, right) =>
      kiosk.releaseToken({
        confirmationPassword: right ? confirmationPassword : wrongPassword,
        oneTimePassword,
      }),
    );
  }
}

/** The set-up code goes into the phone, if it is shown. */
async function setUp(visitor: Visitor): Promise<void> {
  const { kiosk } = visitor;
  const { setupCode, token } = await status(kiosk);
  if (!setupCode.available || token === null) return;
  const shown = await proven(visitor, "showSetupCode", "show", (right) =>
    kiosk.showSetupCode({ startPassword: right ? startPassword : wrongPassword }),
  );
  if (!shown.ok) return;
  visitor.phone = { userId: token.userId, key: shown.value.key.replaceAll(" ", "") };
  visitor.lastStep = 0;
  visitor.learnt(visitor.phone);
}

async function status(kiosk: Operations) {
  const answer = await kiosk.readStatus({});
  if (!answer.ok) throw new Error(`No status: ${answer.refusal.code}`);
  return answer.value;
}

/** Sends a right password, now and then after a wrong one. */
async function proven<V, R extends { readonly code: string }>(
  { ask, customer, shareOfWrong }: Visitor,
  verb: Try["verb"],
  deed: JournalledAction | null,
  request: (right: boolean) => Promise<Result<V, R>>,
): Promise<Result<V, R>> {
  const tried = { verb, loginId: customer.loginId, step: null };
  if (Math.random() < shareOfWrong) {
    await ask({ ...tried, password: false }, null, () => request(false));
  }
  return ask({ ...tried, password: true }, deed, () => request(true));
}

/** Sends the phone's next unused code that the kiosk takes, now and then after a wrong one; null: there is none. */
async function withCode<V, R extends { readonly code: string }>(
  visitor: Visitor,
  verb: Try["verb"],
  deed: JournalledAction,
  request: (code: string, right: boolean) => Promise<Result<V, R>>,
): Promise<Result<V, R> | null> {
  const { ask, customer, phone, clock, shareOfWrong } = visitor;
  // A try that crosses the minute would be judged by another step than the one it was made for.
  if (clock() % 60_000 > 55_000) await pause(5_100);
  const current = Math.floor(clock() / 60_000);
  const step = Math.max(visitor.lastStep + 1, current - 1);
  if (phone === null || step > current + 1) return null;
  const codeAt = (at: number) => generateSync({ secret: phone.key, period: 60, epoch: at * 60 });
  const tried = { verb, loginId: customer.loginId, password: true };
  if (Math.random() < shareOfWrong) {
    const isWrong = (code: string) => ![-1, 0, 1].some((by) => codeAt(current + by) === code);
    const wrong = ["000000", "111111", "222222", "333333"].find(isWrong) ?? "";
    await ask({ ...tried, step: null }, null, () => request(wrong, true));
  }
  visitor.lastStep = step;
  return ask({ ...tried, step }, deed, () => request(codeAt(step), true));
}
