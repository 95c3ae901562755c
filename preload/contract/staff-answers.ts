/** 係員, 役席, 保守, 監査: the roles that assist, approve, maintain, and read the journal. */
export type StaffRole = "assist" | "approve" | "maintain" | "audit";

/** The actions of staff at the kiosk; the domain has the rule which role may do which. */
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
  | "read-fleet"
  | "read-journal"
  | "close-for-cleaning"
  | "restart"
  | "shut-down";

/** The staff member who is signed in, and the actions that they may do. */
export interface StaffSignInAnswer {
  readonly name: string;
  readonly role: StaffRole;
  readonly acts: readonly StaffAct[];
  /** The kiosk has found a wrong or missing row in the journal. */
  readonly journalBroken: boolean;
}

/** One line of KST003. */
export interface FoundCustomer {
  readonly customerId: string;
  readonly name: string;
  readonly kana: string;
  readonly loginId: string;
}

/** `more`: there are others, which a longer part of the name would distinguish. */
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
  /** Its place in the journal: in the kiosk's own its number, from 1; in a network's of any order, without another's. */
  readonly place: number;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly kiosk: string;
  readonly loginId: string | null;
  readonly userId: string | null;
  readonly staffId: string | null;
  /** In the journal's form: the name of an action and of an outcome, and `key=value` joined by spaces. */
  readonly action: string;
  readonly outcome: string;
  readonly detail: string | null;
}

/** Newest first; `more`: there are older ones. */
export interface JournalPage {
  readonly rows: readonly JournalLine[];
  readonly more: boolean;
}

/** `file`: its path within the data folder. */
export interface ExportedJournal {
  readonly file: string;
  readonly rows: number;
}
