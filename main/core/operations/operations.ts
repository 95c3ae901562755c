import type { Operations, Parts } from "./operation.ts";
import { makeConfirmIssue } from "./customer/confirm-issue.ts";
import { journallingExpiry } from "./customer/journal-expiry.ts";
import { makeCancelDraft, makeDraftIssue } from "./customer/issue-draft.ts";
import { emptyMemory } from "./customer/memory.ts";
import { makePrintSlip } from "./customer/print-slip.ts";
import { makeProlong } from "./customer/prolong.ts";
import { makeProveCode } from "./customer/prove-code.ts";
import { makeReadKiosk } from "./customer/read-kiosk.ts";
import { makeReadWords } from "./customer/read-words.ts";
import { makeReadStatus } from "./customer/read-status.ts";
import { refuseBroken } from "../middleware/refuse-broken.ts";
import { refuseBusy } from "../middleware/refuse-busy.ts";
import { makeReleaseToken } from "./customer/release-token.ts";
import { makeSession } from "./customer/session.ts";
import { makeShowSetupCode } from "./customer/show-setup-code.ts";
import { makeSignIn } from "./customer/sign-in.ts";
import { makeSignOut } from "./customer/sign-out.ts";
import { makeCleaning } from "./staff/cleaning.ts";
import { makeStaffOperations } from "./staff/staff-operations.ts";
import { makeStaffSession } from "./staff/staff-session.ts";
import { makeStartToken } from "./customer/start-token.ts";
import { makeWhileServed } from "./customer/while-served.ts";

/** The use cases of one kiosk, around sessions that nobody, customer or staff, has signed in to yet. */
export function makeOperations(composed: Omit<Parts, "memory">): Operations {
  const given: Parts = { ...composed, memory: emptyMemory() };
  const { config, brand, clock, ticks } = given;
  const session = makeSession(config.idle.sessionMinutes, ticks);
  const staffSession = makeStaffSession(config.idle.staffSeconds, ticks);
  const sessions = { customer: session, staff: staffSession, cleaning: makeCleaning() };
  const parts = { ...given, registry: journallingExpiry(given, sessions) };
  const staff = makeStaffOperations(parts, sessions);
  const served = makeWhileServed(parts, session);
  const operations: Operations = {
    ...staff,
    readKiosk: makeReadKiosk(config, brand, clock, null, sessions.cleaning),
    readWords: makeReadWords(brand),
    prolong: makeProlong(sessions),
    signIn: makeSignIn(parts, session, { ...staff, cleaning: sessions.cleaning }),
    proveCode: served((own) => makeProveCode(own, session)),
    signOut: makeSignOut(parts, session),
    readStatus: served((own) => makeReadStatus(own, session)),
    draftIssue: served((own) => makeDraftIssue(own, session)),
    cancelDraft: makeCancelDraft(session),
    confirmIssue: served((own) => makeConfirmIssue(own, session)),
    showSetupCode: served((own) => makeShowSetupCode(own, session)),
    startToken: served((own) => makeStartToken(own, session)),
    releaseToken: served((own) => makeReleaseToken(own, session)),
    printSlip: served((own) => makePrintSlip(own, session)),
  };
  return refuseBusy(refuseBroken(operations, given));
}
