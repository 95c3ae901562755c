import type { CustomerSheet } from "../../../preload/contract/customer-sheet.ts";
import type { HealthReport } from "../../../preload/contract/health.ts";
import type {
  FoundCustomers,
  JournalLine,
  LockedMember,
} from "../../../preload/contract/staff-answers.ts";
import { ago, now, token } from "./values.ts";

const names = [
  ["会津 花子", "アイヅ ハナコ"],
  ["会津 太郎", "アイヅ タロウ"],
  ["会津田 すみれ", "アイヅダ スミレ"],
  ["会津原 健一郎", "アイヅハラ ケンイチロウ"],
  ["会津坂 実", "アイヅサカ ミノル"],
  ["会津川 久美子", "アイヅカワ クミコ"],
  ["会津山 誠", "アイヅヤマ マコト"],
] as const;

export const foundCustomers: FoundCustomers = {
  customers: names.map(([name, kana], at) => ({
    customerId: String(at + 1),
    name,
    kana,
    loginId: `aizu${String(at + 1).padStart(4, "0")}`,
  })),
  more: true,
};

/** Of a customer whose login password is locked and whose set-up code was shown too often. */
export const sheet: CustomerSheet = {
  customerId: "1",
  loginId: "aizu0001",
  name: "会津 花子",
  kana: "アイヅ ハナコ",
  transferLimitYen: 1_000_000,
  status: "active",
  registration: "issued",
  token: {
    userId: token.userId,
    mailAddress: "h***@example.ne.jp",
    issuedAt: ago(55),
    startedAt: null,
    releasedAt: null,
  },
  issue: { available: true },
  release: { available: true },
  setupCode: { available: false, reason: "spent" },
  failures: [
    { kind: "loginPassword", failures: 5, locked: true },
    { kind: "confirmationPassword", failures: 2, locked: false },
    { kind: "startPassword", failures: 0, locked: false },
    { kind: "oneTimePassword", failures: 0, locked: false },
  ],
  mails: [
    {
      kind: "issued",
      userId: token.userId,
      at: ago(54),
      delivery: "rejected",
      to: "h***@example.ne.jp",
    },
  ],
  events: [
    { at: ago(20), action: "sign-in", outcome: "loginPassword-locked", staffId: null },
    { at: ago(50), action: "show-setup-code", outcome: "done", staffId: null },
    { at: ago(55), action: "issue", outcome: "done", staffId: null },
    { at: ago(60), action: "find-customer", outcome: "done", staffId: "100001" },
  ],
};

export const journalRows: readonly JournalLine[] = Array.from({ length: 12 }, (_, at) => ({
  place: 120 - at,
  at: ago(7 * at),
  kiosk: "本店営業部",
  loginId: at % 4 === 3 ? null : "aizu0001",
  userId: at % 4 === 3 ? null : token.userId,
  staffId: at % 4 === 1 ? "100001" : null,
  action: ["sign-in", "find-customer", "issue", "start-up"][at % 4] ?? "",
  outcome: "done",
  detail: null,
}));

/** One line of each grade among good ones. */
export const health: HealthReport = {
  at: now,
  healthy: false,
  lines: [
    { subject: "keychain", grade: "good", finding: "well", facts: { milliseconds: 12 } },
    {
      subject: "registry",
      grade: "good",
      finding: "well",
      facts: { version: 9, bytes: 24_500_000, milliseconds: 84 },
    },
    { subject: "disk", grade: "fault", finding: "full", facts: { freeBytes: 180_000_000 } },
    {
      subject: "clock",
      grade: "warning",
      finding: "off",
      facts: { server: "ntp.nict.jp", offsetMs: 6_200 },
    },
    {
      subject: "mail",
      grade: "warning",
      finding: "late",
      facts: {
        ...{ unsent: 3, oldestMinutes: 42, oldestAt: ago(42), rejected: 1, expired: 0 },
        server: null,
      },
    },
    {
      subject: "versions",
      grade: "good",
      finding: "well",
      facts: { kiosk: "1.0.0", electron: null, chromium: "150", node: "24", sqlite: "3.50" },
    },
    { subject: "backup", grade: "good", finding: "well", facts: { at: ago(900) } },
    {
      subject: "journal",
      grade: "good",
      finding: "well",
      facts: { rows: 120, at: ago(3), milliseconds: 31, brokenRow: null },
    },
  ],
};

/** More than a page. */
export const lockedMembers: readonly LockedMember[] = Array.from({ length: 8 }, (_, at) => ({
  staffId: String(100_001 + at),
  name: at === 1 ? "喜多方 しろがねこがねまる 係員" : `二本松 ${String(at + 1)}号 係員`,
  role: at === 2 ? "maintain" : "assist",
}));
