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
