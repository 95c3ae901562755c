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

export interface StaffAnswers {
  staffSignIn: StaffSignInAnswer;
  staffSignOut: null;
  findCustomers: FoundCustomers;
  findJournal: JournalPage;
  exportJournal: ExportedJournal;
  bundleJournal: ExportedJournal;
}

export interface StaffRefusals {
  staffSignIn: CommonRefusal | StaffCredentialsRefusal | LockedRefusal;
  staffSignOut: CommonRefusal;
  findCustomers: StaffRefusal;
  findJournal: StaffRefusal;
  exportJournal: StaffRefusal | ExportFailedRefusal;
  bundleJournal: StaffRefusal | ExportFailedRefusal | JournalBrokenRefusal;
}
