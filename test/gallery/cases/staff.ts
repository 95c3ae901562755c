import type { Before, ScreenCase, Step } from "./case.ts";
import { fleetCases } from "./fleet.ts";
import { approve, assist, audit, by, maintain } from "./staff-members.ts";
import { foundCustomers, health, journalRows, lockedMembers, sheet } from "./staff-values.ts";
import { accept, firstAtLeft, primary, profile, refusedFields } from "./values.ts";

const aboutCustomer: Before = {
  ...by(assist),
  customers: { pending: null, searched: "", found: null, customerId: sheet.customerId, sheet },
};
const read = { readCustomer: { ok: true, value: sheet } } as const;
const search: Step = { act: "type", field: "searched", text: "アイツ" };
const stated: readonly Step[] = [
  { act: "press", at: "input[value=lost]" },
  { act: "press", at: "input[value=residence-card]" },
  { act: "type", field: "evidenceDigits", text: "78cd" },
];
const approving = {
  releaseForCustomer: refusedFields({ approverId: "missing", approverPin: "missing" }),
} as const;

/** What staff see; in Japanese alone. */
export const staffCases: readonly ScreenCase[] = [
  { id: "KST001", from: "KST001", what: "staff sign in" },
  {
    id: "KST001-refused",
    from: "KST001",
    what: "refused; it is not said which was wrong",
    answers: { staffSignIn: { ok: false, refusal: { code: "staff-credentials" } } },
    steps: [
      { act: "type", field: "staffId", text: "100001" },
      { act: "type", field: "pin", text: "111111" },
      primary,
    ],
  },
  { id: "KST002-assist", from: "KST002", what: "係員: what the role may do", before: by(assist) },
  { id: "KST002-approve", from: "KST002", what: "役席: what the role may do", before: by(approve) },
  { id: "KST002-audit", from: "KST002", what: "監査: what the role may do", before: by(audit) },
  {
    id: "KST002-broken",
    from: "KST002",
    what: "the journal was found broken",
    before: by({ ...audit, journalBroken: true }),
  },
  {
    id: "KST002-confirm",
    from: "KST002",
    what: "a way out is confirmed",
    before: by(maintain),
    steps: [{ act: "press", at: ".ways button" }],
  },
  { id: "KST003", from: "KST003", what: "search, kana keys", before: by(assist) },
  {
    id: "KST003-none",
    from: "KST003",
    what: "nobody found",
    before: by(assist),
    answers: { findCustomers: { ok: true, value: { customers: [], more: false } } },
    steps: [search, primary],
  },
  {
    id: "KST003-found",
    from: "KST003",
    what: "found, in pages",
    before: by(assist),
    answers: { findCustomers: { ok: true, value: foundCustomers } },
    steps: [search, primary],
  },
  {
    id: "KST004",
    from: "KST004",
    what: "a customer's sheet",
    before: aboutCustomer,
    answers: read,
  },
  {
    id: "KST004-unlock",
    from: "KST004",
    what: "a reason to unlock",
    before: aboutCustomer,
    answers: read,
    steps: [{ act: "press", at: ".lines .line button" }],
  },
  {
    id: "KST004-resend",
    from: "KST004",
    what: "the mail again, to a corrected address",
    before: aboutCustomer,
    answers: read,
    steps: [
      { act: "press", at: ".address span:last-of-type button:not(.quiet)" },
      { act: "press", at: "input[value=corrected]" },
    ],
  },
  {
    id: "KST005",
    from: "KST005",
    what: "release without a code: reason and evidence",
    before: aboutCustomer,
    steps: stated,
  },
  {
    id: "KST005-stated",
    from: "KST005",
    what: "reason and evidence are stated, the keyboard is closed",
    before: aboutCustomer,
    steps: [...stated, accept],
  },
  {
    id: "KST005-approval",
    from: "KST005",
    what: "approval by a second person",
    before: aboutCustomer,
    answers: approving,
    steps: [...stated, primary],
  },
  {
    id: "KST005-done",
    from: "KST005",
    what: "released",
    before: aboutCustomer,
    answers: {
      releaseForCustomer: {
        ok: true,
        value: { limitBeforeYen: 1_000_000, limitAfterYen: 200_000, reissueFrom: "2026-11-25" },
      },
    },
    steps: [...stated, primary],
  },
  {
    id: "KST006",
    from: "KST006",
    what: "保守: how the machine is",
    before: by(maintain),
    answers: { readHealth: { ok: true, value: health } },
  },
  {
    id: "KST007",
    from: "KST007",
    what: "監査: the journal",
    before: by(audit),
    answers: { findJournal: { ok: true, value: { rows: journalRows, more: true } } },
  },
  {
    id: "KST007-asking",
    from: "KST007",
    what: "what to look for",
    before: by(audit),
    answers: { findJournal: { ok: true, value: { rows: [], more: false } } },
    steps: [primary],
  },
  {
    id: "KST007-kinds",
    from: "KST007",
    what: "which kind of row",
    before: by(audit),
    answers: { findJournal: { ok: true, value: { rows: [], more: false } } },
    steps: [primary, { act: "press", at: ".column > div:last-child button" }],
  },
  {
    id: "KST008",
    from: "KST008",
    what: "closed for cleaning",
    answers: { readKiosk: { ok: true, value: { ...profile, closedForCleaning: true } } },
  },
  {
    id: "KST009",
    from: "KST009",
    what: "役席: whose number is locked, in pages",
    before: by(approve),
    answers: { findLockedStaff: { ok: true, value: { members: lockedMembers } } },
  },
  {
    id: "KST009-none",
    from: "KST009",
    what: "nobody is locked",
    before: by(approve),
    answers: { findLockedStaff: { ok: true, value: { members: [] } } },
  },
  {
    id: "KST009-reason",
    from: "KST009",
    what: "one is unlocked, with a reason",
    before: by(approve),
    answers: { findLockedStaff: { ok: true, value: { members: lockedMembers } } },
    steps: [{ act: "press", at: "ul.lines button" }],
  },
  {
    id: "KST004-back",
    from: "KST004",
    to: "KST003",
    what: "back at the search",
    before: aboutCustomer,
    answers: read,
    steps: [firstAtLeft],
  },
  ...fleetCases,
];
