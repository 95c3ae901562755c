import { generateSync } from "otplib";
import { setTimeout as pause } from "node:timers/promises";
import { stepAt } from "../../../main/core/domain/totp.ts";
import type { Answered, BranchKiosk } from "./branch-kiosk.ts";
import type { Deed } from "./history.ts";

/** Somebody with a phone. */
export interface Customer {
  readonly loginId: string;
  /** What the phone holds; null: nothing yet. */
  phone: { readonly userId: string; readonly key: string } | null;
  /** The newest step whose code was sent. */
  lastStep: number;
  /** Is locked, or done with. */
  isOver: boolean;
}

export const passwords = { loginPassword: "in1", confirmationPassword: "ok1" };
const wrongPassword = "nobody's";
const startPassword = "482915";
const wrongStartPassword = "594026";
const mailAddress = "someone@docomo.ne.jp";
const periodMs = 60_000;
/** A code of the minute before is still accepted for so long that it surely arrives. */
const restMs = 25_000;

/** The customer's acts, each as one deed of the history; `given` says whether the secret is right. */
export type Given = Deed["given"];

export function signIn(
  kiosk: BranchKiosk,
  { loginId }: Customer,
  given: Given = "right",
): Promise<Answered<{ readonly awaits: "code" | "nothing" }>> {
  const loginPassword = given === "wrong" ? wrongPassword : passwords.loginPassword;
  return kiosk.ask(
    { customer: loginId, deed: "sign-in", kind: "loginPassword", given, code: null },
    () => kiosk.verbs.signIn({ loginId, loginPassword }),
  );
}

export async function issue(
  kiosk: BranchKiosk,
  { loginId }: Customer,
  given: Given = "right",
): Promise<Answered<{ readonly userId: string }> | null> {
  const draft = { mailAddress, mailAddressAgain: mailAddress };
  const both = { startPassword, startPasswordAgain: startPassword };
  const drafted = await kiosk.verbs.draftIssue({ ...draft, ...both });
  if (!drafted.ok) return null;
  const confirmationPassword = given === "wrong" ? wrongPassword : passwords.confirmationPassword;
  return kiosk.ask(
    { customer: loginId, deed: "issue", kind: "confirmationPassword", given, code: null },
    () => kiosk.verbs.confirmIssue({ confirmationPassword }),
  );
}

/** The phone reads the code that is shown. */
export async function show(
  kiosk: BranchKiosk,
  customer: Customer,
  userId: string,
  given: Given = "right",
): Promise<void> {
  const typed = given === "wrong" ? wrongStartPassword : startPassword;
  const shown = await kiosk.ask(
    {
      ...{ customer: customer.loginId, deed: "show-setup-code", kind: "startPassword" },
      ...{ given, code: null },
    },
    () => kiosk.verbs.showSetupCode({ startPassword: typed }),
  );
  if (shown.value === null) return;
  customer.phone = { userId, key: shown.value.key.replaceAll(" ", "") };
  customer.lastStep = 0;
}

export function look(
  kiosk: BranchKiosk,
  { loginId }: Customer,
): ReturnType<typeof kiosk.ask<LookedAt>> {
  return kiosk.ask(
    { customer: loginId, deed: "look", kind: null, given: "right", code: null },
    () => kiosk.verbs.readStatus({}),
  );
}

/** What BOP001 shows, as far as it matters here. */
export interface LookedAt {
  readonly token: { readonly userId: string } | null;
  readonly issue: { readonly available: boolean };
  readonly start: { readonly available: boolean };
  readonly release: { readonly available: boolean };
  readonly setupCode: { readonly available: boolean };
}

/** A code that wasn't sent yet and is accepted now; null: there is none in this minute. */
export function freshCode(
  customer: Customer,
): { readonly step: number; readonly code: string } | null {
  if (customer.phone === null) return null;
  const now = Date.now();
  const current = stepAt(now);
  const isSafe = now % periodMs < restMs;
  const step = [...(isSafe ? [current - 1] : []), current, current + 1].find(
    (each) => each > customer.lastStep,
  );
  if (step === undefined) return null;
  customer.lastStep = step;
  return { step, code: codeOf(customer.phone.key, step) };
}

export function codeOf(secret: string, step: number): string {
  return generateSync({ secret, period: 60, epoch: step * 60 });
}

type CodeDeed = "prove-code" | "start" | "release";

/** A code that isn't one of the customer's for a day before and after now. */
export function wrongCode(): string {
  return String(Math.floor(Math.random() * 1_000_000)).padStart(6, "0");
}

/** `code`: with its step, or null for one that is no code of the phone. */
export function sendCode(
  kiosk: BranchKiosk,
  { loginId, phone }: Customer,
  deed: CodeDeed,
  { step, code }: { readonly step: number | null; readonly code: string },
  given: Given = step === null ? "wrong" : "right",
): Promise<Answered<unknown>> {
  const kind = deed === "release" ? "confirmationPassword" : "oneTimePassword";
  const of = step === null || phone === null ? null : { userId: phone.userId, step };
  const { confirmationPassword } = passwords;
  const oneTimePassword = code;
  return kiosk.ask<unknown>({ customer: loginId, deed, kind, given, code: of }, () => {
    if (deed === "start") return kiosk.verbs.startToken({ oneTimePassword });
    if (deed === "prove-code") return kiosk.verbs.proveCode({ oneTimePassword });
    return kiosk.verbs.releaseToken({ confirmationPassword, oneTimePassword });
  });
}

/** As long as a person takes. */
export function thinks(mostMs: number): Promise<void> {
  return pause(Math.random() * mostMs);
}
