import type { StaffVerb } from "../../../../preload/contract/channels.ts";
import type { Operations, Parts } from "../operation.ts";
import { makeBundleJournal, makeExportJournal } from "./export-journal.ts";
import { makeFindJournal } from "./find-journal.ts";
import { makeFindCustomers } from "./find-customers.ts";
import { makeAllowSetupCode } from "./allow-setup-code.ts";
import { makeResendMail } from "./resend-mail.ts";
import { makeUnlock } from "./unlock.ts";
import { makeFindLockedStaff, makeUnlockStaff } from "./unlock-staff.ts";
import { makeReadCustomer } from "./read-customer.ts";
import { makeShowMailAddress } from "./show-mail-address.ts";
import { makeReadFleet } from "./read-fleet.ts";
import { makeReadHealth } from "./read-health.ts";
import { makeReleaseForCustomer } from "./release-for-customer.ts";
import { makePrintCustomerSlip } from "./print-customer-slip.ts";
import { makeStaffSignIn } from "./staff-sign-in.ts";
import type { Sessions } from "./staff-sign-in.ts";
import { makeStaffSignOut } from "./staff-sign-out.ts";
import { makeCloseForCleaning, makeRestartKiosk, makeShutDownKiosk } from "./shutdown.ts";

/** The staff's use cases at one kiosk, beside its customer's session. */
export function makeStaffOperations(parts: Parts, sessions: Sessions): Pick<Operations, StaffVerb> {
  const { staff, cleaning } = sessions;
  return {
    staffSignIn: makeStaffSignIn(parts, sessions),
    staffSignOut: makeStaffSignOut(parts, staff),
    findJournal: makeFindJournal(parts, staff),
    exportJournal: makeExportJournal(parts, staff),
    bundleJournal: makeBundleJournal(parts, staff),
    findCustomers: makeFindCustomers(parts, staff),
    readCustomer: makeReadCustomer(parts, staff),
    showMailAddress: makeShowMailAddress(parts, staff),
    unlock: makeUnlock(parts, staff),
    allowSetupCode: makeAllowSetupCode(parts, staff),
    resendMail: makeResendMail(parts, staff),
    findLockedStaff: makeFindLockedStaff(parts, staff),
    unlockStaff: makeUnlockStaff(parts, staff),
    readHealth: makeReadHealth(parts, staff),
    readFleet: makeReadFleet(parts, staff),
    closeForCleaning: makeCloseForCleaning(parts, staff, cleaning),
    restartKiosk: makeRestartKiosk(parts, staff),
    shutDownKiosk: makeShutDownKiosk(parts, staff),
    releaseForCustomer: makeReleaseForCustomer(parts, staff),
    printCustomerSlip: makePrintCustomerSlip(parts, staff),
  };
}
