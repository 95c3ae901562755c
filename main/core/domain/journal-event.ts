import type { StaffAct } from "../../../preload/contract/staff-answers.ts";

/** An action with its actor and its time. */
export interface JournalledAction {
  /** Epoch milliseconds. */
  readonly at: number;
  /** The customer's id, or null where no customer is known yet. */
  readonly customerId: string | null;
  /** The ユーザID of the token that the action is about, where that need not be the customer's current one. */
  readonly userId?: string;
  /** The staff member who did it; absent: no member of the staff did. */
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
    | "hand-over"
    | "kiosk-approve"
    | "kiosk-revoke"
    | "verify"
    | StaffAct;
  /**
   * The statements of staff: a reason, evidence, the approver; for a code, by how much the phone's clock is off.
   * `key=value` joined by spaces.
   */
  readonly detail?: string;
}

/** One row of the journal. It never contains a secret, password, code or mail address. */
export interface JournalEvent extends JournalledAction {
  /** `done`, or why not: the reason of a refusal, or `KIND-wrong` and `KIND-locked` with the kind of the secret. */
  readonly outcome: string;
}

/** Staff's looks at customers: they matter to auditors, and nothing happens to the customer. */
export const looks: readonly JournalledAction["action"][] = ["find-customer", "read-customer"];

/** Actions that the kiosk journals also while its clock is wrong, so that their times prove nothing. */
export const untimedActions: readonly JournalledAction["action"][] = [
  ...(["fault", "mail", "sign-out", "staff-sign-out"] as const),
];
