import { describe, expect, it } from "vitest";
import { fieldCodes } from "../../../../preload/contract/fields.ts";
import type { Fault, UnavailableReason } from "../../../../preload/contract/answers.ts";
import type { Refusal } from "../../../../preload/contract/operations.ts";
import type { FieldName } from "../../../../preload/contract/requests.ts";
import { faults } from "../../../../renderer/text/faults.ts";
import { choiceWords, fieldWords, refusalWords } from "../../../../renderer/text/refusals.ts";
import type { Choice } from "../../../../renderer/text/refusals.ts";

const fields = {
  loginId: true,
  loginPassword: true,
  oneTimePassword: true,
  mailAddress: true,
  mailAddressAgain: true,
  startPassword: true,
  startPasswordAgain: true,
  confirmationPassword: true,
  staffId: true,
  pin: true,
  searched: true,
  customerId: true,
  day: true,
  customer: true,
  kind: true,
  before: true,
  reason: true,
  evidence: true,
  evidenceDigits: true,
  approverId: true,
  approverPin: true,
} satisfies Record<FieldName, true>;

const reasons = {
  "not-issued": true,
  "already-issued": true,
  "already-in-use": true,
  suspended: true,
  "already-released": true,
  "reissue-waits": true,
  "user-ids-spent": true,
} satisfies Record<UnavailableReason, true>;

const allFaults = {
  "keychain-absent": true,
  "keychain-locked": true,
  "keychain-key-missing": true,
  "keychain-restarted": true,
  "keychain-damaged": true,
  "keychain-key-different": true,
  "registry-newer": true,
  "registry-damaged": true,
  "registry-rolled-back": true,
  "registry-unavailable": true,
  "data-folder-unwritable": true,
  "data-folder-shared": true,
  "clock-jumped": true,
  "service-unreachable": true,
  "service-slow": true,
  "service-untrusted": true,
  "service-protocol": true,
  "service-read-only": true,
  "identity-missing": true,
  "identity-pending": true,
  "identity-expired": true,
  "identity-revoked": true,
} satisfies Record<Fault, true>;

const refusals: readonly Refusal[] = [
  { code: "fields", fields: {} },
  { code: "credentials" },
  { code: "account-stopped" },
  { code: "locked", kind: "loginPassword" },
  { code: "locked", kind: "confirmationPassword" },
  { code: "locked", kind: "startPassword" },
  { code: "locked", kind: "oneTimePassword" },
  { code: "unavailable", reason: "reissue-waits", from: "2026-11-23" },
  { code: "setup-code-withheld", reason: "spent" },
  { code: "setup-code-withheld", reason: "expired" },
  { code: "setup-code-withheld", reason: "not-issued" },
  { code: "no-draft" },
  { code: "no-slip" },
  { code: "print-failed" },
  { code: "signed-out" },
  { code: "export-failed" },
  { code: "journal-broken", row: 12 },
  { code: "out-of-service", fault: "keychain-locked" },
  { code: "no-such-customer" },
  { code: "not-possible", reason: "no-token" },
  { code: "not-possible", reason: "not-locked" },
  { code: "not-possible", reason: "not-issued" },
  { code: "not-possible", reason: "still-allowed" },
  { code: "not-possible", reason: "no-such-mail" },
  { code: "not-possible", reason: "mail-waits" },
  { code: "not-possible", reason: "address-erased" },
  { code: "pin-waits", seconds: 4 },
  { code: "busy" },
  { code: "record-broken" },
  { code: "malformed" },
  { code: "unexpected", reference: "K7F2" },
];

function keys<Key extends string>(record: Record<Key, true>): Key[] {
  return Object.keys(record) as Key[];
}

function expectSentence(words: string): void {
  expect(words).toMatch(/。$/);
  expect(words).not.toMatch(/[a-z]-[a-z]|undefined|null/);
  expect(words).toMatch(/(ください|ます|ません|ました|です)。/);
}

describe("the words of a refusal", () => {
  it.each(keys(fields))("says every code at %s in a sentence", (field) => {
    for (const code of fieldCodes) expectSentence(fieldWords(field, code));
  });

  it.each(refusals)("says $code in a sentence", (refusal) => {
    expectSentence(refusalWords(refusal));
  });

  it("says every fault to staff, and what to do", () => {
    for (const fault of keys(allFaults)) {
      expectSentence(faults[fault]);
      expect(faults[fault]).toMatch(/ください。(?:.*自動で受付を再開します。)?$/);
    }
  });

  it("tells a lock from a wrong entry: staff can help", () => {
    for (const refusal of refusals.filter(({ code }) => code === "locked")) {
      expect(refusalWords(refusal)).toContain("係員");
    }
  });

  it("keeps the reference for its own place after the words", () => {
    expect(refusalWords({ code: "unexpected", reference: "K7F2" })).not.toContain("K7F2");
  });

  it("says how far the phone's clock is off, and which way", () => {
    expect(fieldWords("oneTimePassword", "phone-clock", -4)).toContain(
      "スマートフォンの時刻が約4分遅れています。",
    );
    expect(fieldWords("oneTimePassword", "phone-clock", 7)).toContain("約7分進んで");
  });

  it("says which zone's time the phone may have, in hours", () => {
    expect(fieldWords("oneTimePassword", "phone-zone", 540)).toContain(
      "日本時間より約9時間進んでいます。時間帯（タイムゾーン）を「日本」",
    );
    expect(fieldWords("oneTimePassword", "phone-zone", -210)).toContain(
      "約3時間30分遅れています。",
    );
  });

  it("names apps that don't keep to 60 seconds as the cause", () => {
    expect(fieldWords("oneTimePassword", "period-30")).toContain(
      "60秒ごとの更新に対応していません",
    );
  });

  it("never says that a code was right but used", () => {
    expect(fieldWords("oneTimePassword", "wrong")).not.toMatch(/使用済|使われ/);
  });
});

describe("the words below a button of BOP001", () => {
  it.each<Choice>(["issue", "start", "release"])("say why %s can't be used", (choice) => {
    for (const reason of keys(reasons)) expectSentence(choiceWords(choice, reason));
  });

  it("give the date from which a new issue works", () => {
    expect(choiceWords("issue", "reissue-waits", "2026-11-23")).toBe(
      "2026年11月23日（月）から発行できます。",
    );
  });
});
