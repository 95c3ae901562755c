import type { CustomerSheet } from "./customer-sheet.ts";
import type { ReleasedToken } from "./answers.ts";
import type {
  CommonRefusal,
  ExportFailedRefusal,
  JournalBrokenRefusal,
  LockedRefusal,
  NoSuchCustomerRefusal,
  NotPossibleRefusal,
  PinWaitsRefusal,
  SlipRefusal,
  StaffCredentialsRefusal,
  StaffRefusal,
  UnavailableRefusal,
} from "./refusals.ts";
import type { PrintedSlip } from "./answers.ts";
import type {
  ExportedJournal,
  FoundCustomers,
  JournalPage,
  LockedMember,
  StaffSignInAnswer,
} from "./staff-answers.ts";
import type { Fleet } from "./fleet.ts";
import type { HealthReport } from "./health.ts";

export interface StaffAnswers {
  staffSignIn: StaffSignInAnswer;
  staffSignOut: null;
  findCustomers: FoundCustomers;
  readCustomer: CustomerSheet;
  /** The whole address of the current token. */
  showMailAddress: { readonly mailAddress: string };
  unlock: null;
  allowSetupCode: null;
  resendMail: null;
  printCustomerSlip: PrintedSlip;
  /** In the order of their numbers; without the member who is signed in. */
  findLockedStaff: { readonly members: readonly LockedMember[] };
  unlockStaff: null;
  findJournal: JournalPage;
  exportJournal: ExportedJournal;
  bundleJournal: ExportedJournal;
  readHealth: HealthReport;
  readFleet: Fleet;
  closeForCleaning: null;
  restartKiosk: null;
  shutDownKiosk: null;
  releaseForCustomer: ReleasedToken;
}

export interface StaffRefusals {
  staffSignIn: CommonRefusal | StaffCredentialsRefusal | LockedRefusal | PinWaitsRefusal;
  staffSignOut: CommonRefusal;
  findCustomers: StaffRefusal;
  readCustomer: StaffRefusal | NoSuchCustomerRefusal;
  showMailAddress: StaffRefusal | NoSuchCustomerRefusal | NotPossibleRefusal;
  unlock: StaffRefusal | NoSuchCustomerRefusal | NotPossibleRefusal;
  allowSetupCode: StaffRefusal | NoSuchCustomerRefusal | NotPossibleRefusal;
  resendMail: StaffRefusal | NoSuchCustomerRefusal | NotPossibleRefusal;
  printCustomerSlip: StaffRefusal | NoSuchCustomerRefusal | SlipRefusal;
  findLockedStaff: StaffRefusal;
  /** `forbidden`: also for the member's own number. */
  unlockStaff: StaffRefusal | NotPossibleRefusal;
  findJournal: StaffRefusal;
  exportJournal: StaffRefusal | ExportFailedRefusal;
  bundleJournal: StaffRefusal | ExportFailedRefusal | JournalBrokenRefusal;
  readHealth: StaffRefusal;
  /** `forbidden`: also at a kiosk that is in no network. */
  readFleet: StaffRefusal;
  closeForCleaning: StaffRefusal;
  restartKiosk: StaffRefusal;
  shutDownKiosk: StaffRefusal;
  /** `locked`, `pin-waits`: they concern the approver's 暗証番号. */
  releaseForCustomer:
    StaffRefusal | NoSuchCustomerRefusal | LockedRefusal | PinWaitsRefusal | UnavailableRefusal;
}
