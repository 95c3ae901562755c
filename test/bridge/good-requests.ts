import type { Verb } from "../../preload/contract/channels.ts";
import type { GoodRequest } from "./hostile-requests.ts";
import type { ServedBank } from "./served-kiosk.ts";
import {
  assistant,
  confirmationPassword,
  customerId,
  entry,
  maintainer,
  officer,
  startPassword,
  taro,
} from "./states.ts";

/** Another one than the token's: the mail to that one waits in the outbox. */
export const correctedAddress = "taro-d@docomo.ne.jp";

/** What the screen of `verb` would send now. */
export async function goodRequest(bank: ServedBank, verb: Verb): Promise<GoodRequest> {
  const current = async () => ({ oneTimePassword: (await bank.code(customerId)) ?? "123456" });
  switch (verb) {
    case "readWords":
      return { language: "ja" };
    case "signIn":
      return taro;
    case "draftIssue":
      return entry;
    case "confirmIssue":
      return { confirmationPassword };
    case "showSetupCode":
      return { startPassword };
    case "proveCode":
    case "startToken":
      return current();
    case "releaseToken":
      return { confirmationPassword, ...(await current()) };
    case "staffSignIn":
      return assistant;
    case "findJournal":
      return { day: "2026-04-01", customer: "taro0001", staffId: "", kind: "", before: "" };
    case "exportJournal":
      return { day: "2026-04-01", customer: "", staffId: "", kind: "" };
    case "bundleJournal":
      return { day: "2026-04-01" };
    case "findCustomers":
      return { searched: "フクシマ" };
    case "unlockStaff":
      return { staffId: maintainer.staffId, reason: "mistyped" };
    case "unlock":
      return { customerId, kind: "loginPassword", reason: "mistyped" };
    case "allowSetupCode":
      return { customerId, reason: "too-slow" };
    case "resendMail":
      return {
        customerId,
        kind: "issued",
        mailAddress: correctedAddress,
        mailAddressAgain: correctedAddress,
      };
    case "readCustomer":
    case "showMailAddress":
    case "printCustomerSlip":
      return { customerId };
    case "releaseForCustomer":
      return {
        customerId,
        reason: "lost",
        evidence: "passport",
        evidenceDigits: "123A",
        approverId: officer.staffId,
        approverPin: officer.pin,
      };
    case "readKiosk":
    case "prolong":
    case "signOut":
    case "readStatus":
    case "cancelDraft":
    case "printSlip":
    case "staffSignOut":
    case "findLockedStaff":
    case "readHealth":
    case "readFleet":
    case "closeForCleaning":
    case "restartKiosk":
    case "shutDownKiosk":
      return {};
  }
}
