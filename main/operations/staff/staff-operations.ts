import type { StaffVerb } from "../../../preload/contract/channels.ts";
import type { Operations, Parts } from "../operation.ts";
import type { Session } from "../session.ts";
import { makeBundleJournal, makeExportJournal } from "./export-journal.ts";
import { makeFindJournal } from "./find-journal.ts";
import { makeFindCustomers } from "./find-customers.ts";
import { makeStaffSession } from "./staff-session.ts";
import { makeStaffSignIn } from "./staff-sign-in.ts";
import { makeStaffSignOut } from "./staff-sign-out.ts";

/** The staff's use cases at one kiosk, beside its customer's session; nobody of the staff is signed in yet. */
export function makeStaffOperations(parts: Parts, customer: Session): Pick<Operations, StaffVerb> {
  const staff = makeStaffSession(parts.config.idle.staffSeconds);
  return {
    staffSignIn: makeStaffSignIn(parts, { customer, staff }),
    staffSignOut: makeStaffSignOut(parts, staff),
    findJournal: makeFindJournal(parts, staff),
    exportJournal: makeExportJournal(parts, staff),
    bundleJournal: makeBundleJournal(parts, staff),
    findCustomers: makeFindCustomers(parts, staff),
  };
}
