/** 係員, 役席, 保守, 監査: who assists, approves, maintains, reads the journal. */
export type StaffRole = "assist" | "approve" | "maintain" | "audit";

/** What staff can do at the kiosk; which role may is a rule of the domain. */
export type StaffAct =
  | "find-customer"
  | "unlock"
  | "resend-mail"
  | "allow-setup-code"
  | "release"
  | "approve-release"
  | "print-slip"
  | "staff-unlock"
  | "read-health"
  | "read-journal"
  | "close-for-cleaning"
  | "restart"
  | "shut-down";

/** Who is signed in on the staff's side, and what they may do. */
export interface StaffSignInAnswer {
  readonly name: string;
  readonly role: StaffRole;
  readonly acts: readonly StaffAct[];
  /** The kiosk has met a row of the journal that is wrong or missing. */
  readonly journalBroken: boolean;
}

/** One line of KST003. */
export interface FoundCustomer {
  readonly customerId: string;
  readonly name: string;
  readonly kana: string;
  readonly loginId: string;
}

/** `more`: there are others, which more of the name would tell apart. */
export interface FoundCustomers {
  readonly customers: readonly FoundCustomer[];
  readonly more: boolean;
}

/** One line of KST009. */
export interface LockedMember {
  readonly staffId: string;
  readonly name: string;
  readonly role: StaffRole;
}

/** One line of KST007. */
export interface JournalLine {
  /** Its place in the journal, from 1. */
  readonly number: number;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly kiosk: string;
  readonly loginId: string | null;
  readonly userId: string | null;
  readonly staffId: string | null;
  /** As the journal has them: an action's and an outcome's name, and `key=value` joined by spaces. */
  readonly action: string;
  readonly outcome: string;
  readonly detail: string | null;
}

/** Newest first; `more`: there are older ones. */
export interface JournalPage {
  readonly rows: readonly JournalLine[];
  readonly more: boolean;
}

/** `file`: its name below the data folder. */
export interface ExportedJournal {
  readonly file: string;
  readonly rows: number;
}
