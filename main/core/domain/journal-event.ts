import type { StaffAct } from "../../../preload/contract/staff-answers.ts";

/** Who did what, and when. */
export interface JournalledAction {
  /** Epoch milliseconds. */
  readonly at: number;
  /** The customer's id, or null where nobody is known yet. */
  readonly customerId: string | null;
  /** The ユーザID of the token that it is about, where that need not be the customer's current one. */
  readonly userId?: string;
  /** The staff member who did it; absent: nobody of the staff. */
  readonly staffId?: string;
  readonly action:
    | "start-up"
    | "sign-in"
    | "prove-code"
    | "sign-out"
    | "issue"
    | "show-setup-code"
    | "start"
    | "release"
    | "mail"
    | "retention"
    | "fault"
    | "backup"
    | "restore"
    | "export-journal"
    | "bundle-journal"
    | "staff-sign-in"
    | "staff-sign-out"
    | "customers-import"
    | "customers-export"
    | "customer-status"
    | "raise-limit"
    | "staff-add"
    | "staff-remove"
    | "staff-unlock"
    | "staff-pin"
    | "read-customer"
    | "show-mail-address"
    | "reopen"
    | "clock-confirm"
    | "mail-retry"
    | "mail-cancel"
    | "keys-rotate"
    | "keys-escrow"
    | "keys-recover"
    | StaffAct;
  /** What staff stated: a reason, evidence, who approved; of a code by how much the phone's clock is off. `key=value` joined by spaces. */
  readonly detail?: string;
}

/** One row of the journal. Never a secret, password, code or mail address. */
export interface JournalEvent extends JournalledAction {
  /** `done`, or why not: the reason of a refusal, or `KIND-wrong` and `KIND-locked` with what was to be proven. */
  readonly outcome: string;
}

/** Staff's looks at customers: for auditors, and nothing that happened to the customer. */
export const looks: readonly JournalledAction["action"][] = ["find-customer", "read-customer"];

/** What the kiosk journals also while its clock is wrong, so that the time tells nothing. */
export const untimedActions: readonly JournalledAction["action"][] = [
  ...(["fault", "mail", "sign-out", "staff-sign-out"] as const),
];
