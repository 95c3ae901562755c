import type {
  CommonRefusal,
  ExportFailedRefusal,
  JournalBrokenRefusal,
  LockedRefusal,
  StaffCredentialsRefusal,
  StaffRefusal,
} from "./refusals.ts";
import type {
  ExportedJournal,
  FoundCustomers,
  JournalPage,
  StaffSignInAnswer,
} from "./staff-answers.ts";
import type { HealthReport } from "./health.ts";

export interface StaffAnswers {
  staffSignIn: StaffSignInAnswer;
  staffSignOut: null;
  findCustomers: FoundCustomers;
  findJournal: JournalPage;
  exportJournal: ExportedJournal;
  bundleJournal: ExportedJournal;
  readHealth: HealthReport;
  closeForCleaning: null;
  restartKiosk: null;
  shutDownKiosk: null;
}

export interface StaffRefusals {
  staffSignIn: CommonRefusal | StaffCredentialsRefusal | LockedRefusal;
  staffSignOut: CommonRefusal;
  findCustomers: StaffRefusal;
  findJournal: StaffRefusal;
  exportJournal: StaffRefusal | ExportFailedRefusal;
  bundleJournal: StaffRefusal | ExportFailedRefusal | JournalBrokenRefusal;
  readHealth: StaffRefusal;
  closeForCleaning: StaffRefusal;
  restartKiosk: StaffRefusal;
  shutDownKiosk: StaffRefusal;
}
