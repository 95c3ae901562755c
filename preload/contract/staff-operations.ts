import type {
  CommonRefusal,
  StaffCredentialsRefusal,
  LockedRefusal,
  StaffRefusal,
} from "./refusals.ts";
import type { FoundCustomers, StaffSignInAnswer } from "./staff-answers.ts";

export interface StaffAnswers {
  staffSignIn: StaffSignInAnswer;
  staffSignOut: null;
  findCustomers: FoundCustomers;
}

export interface StaffRefusals {
  staffSignIn: CommonRefusal | StaffCredentialsRefusal | LockedRefusal;
  staffSignOut: CommonRefusal;
  findCustomers: StaffRefusal;
}
