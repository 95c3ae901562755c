import { expect, test } from "vitest";
import type { Operations } from "../../../../main/core/operations/operation.ts";
import { verbs } from "../../../../preload/contract/channels.ts";
import type { Verb } from "../../../../preload/contract/channels.ts";
import { aBank, awaitingCode, entry, refusal, signedInWith, taro, wrongCode } from "./a-kiosk.ts";
import type { Bank } from "./a-kiosk.ts";
import { approvedRelease, assistant, auditor, officer, staffBeside } from "./staff/staff.ts";

type Refused = ReturnType<Operations[Verb]>;
type Case = readonly [
  verb: Verb,
  row: string,
  at: (bank: Bank) => Promise<Operations>,
  ask: (kiosk: Operations) => Refused,
];

const unissued = (bank: Bank) => signedInWith(bank, "unissued");
const issued = (bank: Bank) => signedInWith(bank, "issued");
const beside = (bank: Bank) => staffBeside(bank, "unissued");
const withDraft = async (bank: Bank) => {
  const kiosk = await unissued(bank);
  await kiosk.draftIssue(entry);
  return kiosk;
};

const customerId = "demo-taro";
const nobody = { customerId: "nobody" };
const locked = { kind: "loginPassword", reason: "mistyped" } as const;
const again = { kind: "issued", mailAddress: "", mailAddressAgain: "" } as const;
const filter = { day: "", customer: "", staffId: "", kind: "" };

const cases: readonly Case[] = [
  [
    "signIn",
    "sign-in loginPassword-wrong",
    async (bank) => bank.kiosk(),
    (kiosk) => kiosk.signIn({ ...taro, loginPassword: "wrong" }),
  ],
  [
    "proveCode",
    "prove-code oneTimePassword-wrong",
    awaitingCode,
    (kiosk) => kiosk.proveCode({ oneTimePassword: wrongCode }),
  ],
  [
    "draftIssue",
    "issue already-in-use",
    (bank) => signedInWith(bank, "in-use"),
    (kiosk) => kiosk.draftIssue(entry),
  ],
  [
    "confirmIssue",
    "issue no-draft",
    unissued,
    (kiosk) => kiosk.confirmIssue({ confirmationPassword: "wrong" }),
  ],
  [
    "confirmIssue",
    "issue confirmationPassword-wrong",
    withDraft,
    (kiosk) => kiosk.confirmIssue({ confirmationPassword: "wrong" }),
  ],
  [
    "showSetupCode",
    "show-setup-code not-issued",
    unissued,
    (kiosk) => kiosk.showSetupCode({ startPassword: "9182" }),
  ],
  [
    "showSetupCode",
    "show-setup-code startPassword-wrong",
    issued,
    (kiosk) => kiosk.showSetupCode({ startPassword: "9182" }),
  ],
  [
    "startToken",
    "start not-issued",
    unissued,
    (kiosk) => kiosk.startToken({ oneTimePassword: wrongCode }),
  ],
  [
    "startToken",
    "start oneTimePassword-wrong",
    issued,
    (kiosk) => kiosk.startToken({ oneTimePassword: wrongCode }),
  ],
  [
    "releaseToken",
    "release not-issued",
    unissued,
    (kiosk) => kiosk.releaseToken({ confirmationPassword: "wrong", oneTimePassword: wrongCode }),
  ],
  [
    "releaseToken",
    "release confirmationPassword-wrong",
    issued,
    (kiosk) => kiosk.releaseToken({ confirmationPassword: "wrong", oneTimePassword: wrongCode }),
  ],
  ["printSlip", "print-slip no-slip", unissued, (kiosk) => kiosk.printSlip({})],
  [
    "staffSignIn",
    "staff-sign-in pin-wrong",
    async (bank) => bank.kiosk(),
    (kiosk) => kiosk.staffSignIn({ ...assistant, pin: "505152" }),
  ],
  [
    "findCustomers",
    "find-customer forbidden",
    (bank) => staffBeside(bank, "unissued", auditor),
    (kiosk) => kiosk.findCustomers({ searched: "x" }),
  ],
  [
    "findJournal",
    "read-journal forbidden",
    beside,
    (kiosk) => kiosk.findJournal({ ...filter, before: "" }),
  ],
  ["exportJournal", "read-journal forbidden", beside, (kiosk) => kiosk.exportJournal(filter)],
  ["bundleJournal", "read-journal forbidden", beside, (kiosk) => kiosk.bundleJournal({ day: "" })],
  ["readHealth", "read-health forbidden", beside, (kiosk) => kiosk.readHealth({})],
  ["readFleet", "read-fleet forbidden", beside, (kiosk) => kiosk.readFleet({})],
  [
    "closeForCleaning",
    "close-for-cleaning forbidden",
    (bank) => staffBeside(bank, "unissued", auditor),
    (kiosk) => kiosk.closeForCleaning({}),
  ],
  [
    "restartKiosk",
    "restart forbidden",
    (bank) => staffBeside(bank, "unissued", auditor),
    (kiosk) => kiosk.restartKiosk({}),
  ],
  [
    "shutDownKiosk",
    "shut-down forbidden",
    (bank) => staffBeside(bank, "unissued", auditor),
    (kiosk) => kiosk.shutDownKiosk({}),
  ],
  ["findLockedStaff", "staff-unlock forbidden", beside, (kiosk) => kiosk.findLockedStaff({})],
  [
    "unlockStaff",
    "staff-unlock not-locked",
    (bank) => staffBeside(bank, "unissued", officer),
    (kiosk) => kiosk.unlockStaff({ staffId: assistant.staffId, reason: "other" }),
  ],
  ["readCustomer", "find-customer no-such-customer", beside, (kiosk) => kiosk.readCustomer(nobody)],
  [
    "showMailAddress",
    "find-customer no-such-customer",
    beside,
    (kiosk) => kiosk.showMailAddress(nobody),
  ],
  [
    "showMailAddress",
    "show-mail-address no-token",
    beside,
    (kiosk) => kiosk.showMailAddress({ customerId }),
  ],
  ["unlock", "unlock no-such-customer", beside, (kiosk) => kiosk.unlock({ ...nobody, ...locked })],
  ["unlock", "unlock not-locked", beside, (kiosk) => kiosk.unlock({ customerId, ...locked })],
  [
    "allowSetupCode",
    "allow-setup-code no-such-customer",
    beside,
    (kiosk) => kiosk.allowSetupCode({ ...nobody, reason: "too-slow" }),
  ],
  [
    "allowSetupCode",
    "allow-setup-code not-issued",
    beside,
    (kiosk) => kiosk.allowSetupCode({ customerId, reason: "too-slow" }),
  ],
  [
    "resendMail",
    "resend-mail no-such-customer",
    beside,
    (kiosk) => kiosk.resendMail({ ...nobody, ...again }),
  ],
  [
    "resendMail",
    "resend-mail no-such-mail",
    beside,
    (kiosk) => kiosk.resendMail({ customerId, ...again }),
  ],
  [
    "releaseForCustomer",
    "release no-such-customer",
    beside,
    (kiosk) => kiosk.releaseForCustomer({ ...approvedRelease, ...nobody }),
  ],
  [
    "releaseForCustomer",
    "release not-issued",
    beside,
    (kiosk) => kiosk.releaseForCustomer(approvedRelease),
  ],
  [
    "releaseForCustomer",
    "release pin-wrong",
    (bank) => staffBeside(bank, "issued"),
    (kiosk) => kiosk.releaseForCustomer({ ...approvedRelease, approverPin: "505152" }),
  ],
  [
    "releaseForCustomer",
    "release same-person",
    (bank) => staffBeside(bank, "issued", officer),
    (kiosk) => kiosk.releaseForCustomer(approvedRelease),
  ],
  [
    "printCustomerSlip",
    "print-slip no-such-customer",
    beside,
    (kiosk) => kiosk.printCustomerSlip(nobody),
  ],
  [
    "printCustomerSlip",
    "print-slip no-slip",
    beside,
    (kiosk) => kiosk.printCustomerSlip({ customerId }),
  ],
];

test.each(cases)("%s refused: one row, %s", async (_verb, row, at, ask) => {
  const bank = await aBank();
  const kiosk = await at(bank);
  const before = bank.registry.journal().length;
  await refusal<unknown>(ask(kiosk));
  expect(bank.registry.journal()).toHaveLength(before + 1);
  expect(bank.lastDeed()).toBe(row);
});

/**
 * What is refused without a row: requests that no screen sends (`malformed`) and entries that break their field's form,
 * which no operation sees; requests when nobody is signed in, as nobody is known; searches for a day that there isn't.
 */
test("each verb that refuses anything else stands above", () => {
  const without = [
    ...(["readKiosk", "readWords", "prolong", "signOut", "staffSignOut"] as const),
    ...(["readStatus", "cancelDraft"] as const),
  ];
  expect(new Set([...cases.map(([verb]) => verb), ...without])).toEqual(new Set(verbs));
});
