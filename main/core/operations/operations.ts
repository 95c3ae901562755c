import type { Fault } from "../../../preload/contract/answers.ts";
import type { Operations, Parts } from "./operation.ts";
import { makeConfirmIssue } from "./customer/confirm-issue.ts";
import { makeCancelDraft, makeDraftIssue } from "./customer/issue-draft.ts";
import { makePrintSlip } from "./customer/print-slip.ts";
import { makeProlong } from "./customer/prolong.ts";
import { makeProveCode } from "./customer/prove-code.ts";
import { makeReadKiosk } from "./customer/read-kiosk.ts";
import { makeReadStatus } from "./customer/read-status.ts";
import { makeReadWords } from "./customer/read-words.ts";
import { makeReleaseToken } from "./customer/release-token.ts";
import { makeShowSetupCode } from "./customer/show-setup-code.ts";
import { makeSignIn } from "./customer/sign-in.ts";
import { makeSignOut } from "./customer/sign-out.ts";
import { makeStartToken } from "./customer/start-token.ts";
import { makeStaffOperations } from "./staff/staff-operations.ts";
import type { Sessions } from "./staff/staff-sign-in.ts";

/**
 * The use cases of one kiosk, by their verbs. `fault`: the fault that keeps the kiosk out of service, for its screens.
 */
export function makeOperations(
  parts: Parts,
  sessions: Sessions,
  fault: () => Fault | null,
): Operations {
  const { config, brand, clock } = parts;
  const { customer: session, cleaning } = sessions;
  const staff = makeStaffOperations(parts, sessions);
  return {
    ...staff,
    readKiosk: makeReadKiosk(config, brand, clock, fault, cleaning),
    readWords: makeReadWords(brand),
    prolong: makeProlong(sessions),
    signIn: makeSignIn(parts, session, { ...staff, cleaning }),
    proveCode: makeProveCode(parts, session),
    signOut: makeSignOut(parts, session),
    readStatus: makeReadStatus(parts, session),
    draftIssue: makeDraftIssue(parts, session),
    cancelDraft: makeCancelDraft(session),
    confirmIssue: makeConfirmIssue(parts, session),
    showSetupCode: makeShowSetupCode(parts, session),
    startToken: makeStartToken(parts, session),
    releaseToken: makeReleaseToken(parts, session),
    printSlip: makePrintSlip(parts, session),
  };
}
