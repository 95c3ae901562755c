import { expect, it } from "vitest";
import type { JournalledAction } from "../../../../main/core/domain/journal-event.ts";
import { detailWords } from "../../../../renderer/text/journal-detail.ts";
import { actionWords, kinds, outcomeWords } from "../../../../renderer/text/journal.ts";

const actions = {
  "start-up": true,
  "clock-confirm": true,
  "mail-retry": true,
  "mail-cancel": true,
  "keys-rotate": true,
  "keys-escrow": true,
  "keys-recover": true,
  "hand-over": true,
  "kiosk-approve": true,
  "kiosk-revoke": true,
  "sign-in": true,
  "prove-code": true,
  verify: true,
  "sign-out": true,
  issue: true,
  "show-setup-code": true,
  start: true,
  release: true,
  mail: true,
  fault: true,
  retention: true,
  backup: true,
  restore: true,
  "export-journal": true,
  "bundle-journal": true,
  "staff-sign-in": true,
  "staff-sign-out": true,
  "customers-import": true,
  "customers-export": true,
  "staff-add": true,
  "staff-remove": true,
  "staff-unlock": true,
  "staff-pin": true,
  "customer-status": true,
  "raise-limit": true,
  "show-mail-address": true,
  reopen: true,
  "find-customer": true,
  "read-customer": true,
  unlock: true,
  "resend-mail": true,
  "allow-setup-code": true,
  "approve-release": true,
  "print-slip": true,
  "read-health": true,
  "read-fleet": true,
  "read-journal": true,
  "close-for-cleaning": true,
  restart: true,
  "shut-down": true,
} satisfies Record<JournalledAction["action"], true>;

it("every action of the journal has words of its own, and can be looked for", () => {
  const names = Object.keys(actions);
  const words = names.map(actionWords);
  expect(words.filter((word) => !/[ぁ-んァ-ヶ一-龠]/.test(word))).toEqual([]);
  expect(new Set(words).size).toBe(names.length);
  expect(kinds.map(({ kind }) => kind)).toEqual(expect.arrayContaining(names));
});

it("outcomes are said in words, those of secrets and mails in two", () => {
  expect(outcomeWords("done")).toBe("完了");
  expect(outcomeWords("not-issued")).toBe("未発行");
  expect(outcomeWords("loginPassword-wrong")).toBe("ログインパスワード 間違い");
  expect(outcomeWords("pin-locked")).toBe("暗証番号 間違いが続きロック");
  expect(outcomeWords("oneTimePassword-period-30")).toBe("ワンタイムパスワード 30秒のアプリ");
  expect(outcomeWords("issued-sent")).toBe("発行のご案内 送信済み");
  expect(outcomeWords("start-failed-123456")).toBe("start-failed-123456");
  expect(outcomeWords("constructor")).toBe("constructor");
});

it("what staff stated is said in words, as far as they are known", () => {
  expect(detailWords("reason=lost evidence=passport:A1B2 approver=200001")).toBe(
    "理由 紛失、書類 パスポート A1B2、承認 200001",
  );
  expect(detailWords("file=journal-1.csv rows=12")).toBe("ファイル journal-1.csv、件数 12");
  expect(detailWords("seal=none")).toBe("封印 なし");
  expect(detailWords("new=thing words")).toBe("new=thing、words");
  expect(detailWords("constructor=toString reason=constructor")).toBe(
    "constructor=toString、理由 constructor",
  );
  expect(detailWords("")).toBe("");
});
