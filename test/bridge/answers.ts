import { expect } from "vitest";
import type { Verb } from "../../preload/contract/channels.ts";
import type { LogEntry } from "../fakes/recording-log.ts";
import { correctedAddress } from "./good-requests.ts";
import { canary } from "./hostile-requests.ts";
import {
  assistant,
  confirmationPassword,
  mailAddress,
  officer,
  startPassword,
  taro,
} from "./states.ts";

/** What every verb may answer from the bridge and the session, and what each adds: the contract's refusals as values. */
const common = ["fields", "malformed", "signed-out"];
const own: Readonly<Record<Verb, readonly string[]>> = {
  readKiosk: [],
  readWords: [],
  prolong: [],
  signIn: ["credentials", "account-stopped", "locked"],
  proveCode: ["locked"],
  signOut: [],
  readStatus: [],
  draftIssue: ["unavailable"],
  cancelDraft: [],
  confirmIssue: ["locked", "unavailable", "no-draft"],
  showSetupCode: ["locked", "setup-code-withheld"],
  startToken: ["locked", "unavailable"],
  releaseToken: ["locked", "unavailable"],
  printSlip: ["no-slip", "print-failed"],
  staffSignIn: ["staff-credentials", "locked", "pin-waits"],
  staffSignOut: [],
  findJournal: ["staff-signed-out", "forbidden"],
  exportJournal: ["staff-signed-out", "forbidden", "export-failed"],
  bundleJournal: ["staff-signed-out", "forbidden", "export-failed", "journal-broken"],
  findCustomers: ["staff-signed-out", "forbidden"],
  readCustomer: ["staff-signed-out", "forbidden", "no-such-customer"],
  unlock: ["staff-signed-out", "forbidden", "no-such-customer", "not-possible"],
  allowSetupCode: ["staff-signed-out", "forbidden", "no-such-customer", "not-possible"],
  resendMail: ["staff-signed-out", "forbidden", "no-such-customer", "not-possible"],
  showMailAddress: ["staff-signed-out", "forbidden", "no-such-customer", "not-possible"],
  findLockedStaff: ["staff-signed-out", "forbidden"],
  unlockStaff: ["staff-signed-out", "forbidden", "not-possible"],
  readHealth: ["staff-signed-out", "forbidden"],
  readFleet: ["staff-signed-out", "forbidden"],
  closeForCleaning: ["staff-signed-out", "forbidden"],
  restartKiosk: ["staff-signed-out", "forbidden"],
  shutDownKiosk: ["staff-signed-out", "forbidden"],
  releaseForCustomer: [
    "staff-signed-out",
    "forbidden",
    "no-such-customer",
    "locked",
    "pin-waits",
    "unavailable",
  ],
  printCustomerSlip: [
    "staff-signed-out",
    "forbidden",
    "no-such-customer",
    "no-slip",
    "print-failed",
  ],
};

/** The verbs of BOT001 and BOT003 show the address that was entered, and staff may ask for it. */
const showsAddress: ReadonlySet<Verb> = new Set(["draftIssue", "confirmIssue", "showMailAddress"]);

const secrets = [
  ...[canary, taro.loginPassword, confirmationPassword, startPassword],
  ...[assistant.pin, officer.pin],
];

/** Fails when `text` holds what was typed, a password or a PIN. */
export function expectNoSecretIn(text: string): void {
  expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
}

/** Fails unless `answer` is one that the contract gives `verb`, and crosses the bridge as it is. `unexpected` is a bug here. */
export function expectTyped(
  verb: Verb,
  answer: { readonly ok: boolean; readonly refusal?: { readonly code: string } },
): void {
  expect(structuredClone(answer)).toEqual(answer);
  expect(Object.keys(answer).sort()).toEqual(answer.ok ? ["ok", "value"] : ["ok", "refusal"]);
  if (!answer.ok) expect([...common, ...own[verb]]).toContain(answer.refusal?.code);
}

/** Fails when the answer or the log tells what was typed, a password or an address. */
export function expectNoLeak(verb: Verb, answer: unknown, log: readonly LogEntry[]): void {
  const answered = JSON.stringify(answer);
  const logged = log
    .map((entry) => {
      const { error } = entry;
      const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
      return JSON.stringify({ ...entry, error: told });
    })
    .join("");
  expectNoSecretIn(answered);
  expectNoSecretIn(logged);
  for (const address of [mailAddress, correctedAddress]) {
    expect(logged).not.toContain(address);
    if (!showsAddress.has(verb)) expect(answered).not.toContain(address);
  }
}
