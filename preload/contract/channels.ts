/** The customer's verbs, in the order of the screens. */
const customerVerbs = [
  "readKiosk",
  "readWords",
  "prolong",
  "signIn",
  "proveCode",
  "signOut",
  "readStatus",
  "draftIssue",
  "cancelDraft",
  "confirmIssue",
  "showSetupCode",
  "startToken",
  "releaseToken",
  "printSlip",
] as const;

/** The verbs of staff; each checks the staff member's role. */
const staffVerbs = [
  "staffSignIn",
  "staffSignOut",
  "findCustomers",
  "readCustomer",
  "showMailAddress",
  "unlock",
  "allowSetupCode",
  "resendMail",
  "releaseForCustomer",
  "printCustomerSlip",
  "findLockedStaff",
  "unlockStaff",
  "findJournal",
  "exportJournal",
  "bundleJournal",
  "readHealth",
  "readFleet",
  "closeForCleaning",
  "restartKiosk",
  "shutDownKiosk",
] as const;

/** The business verbs of the bridge. The preload exposes these and nothing else. */
export const verbs = [...customerVerbs, ...staffVerbs] as const;

export type Verb = (typeof verbs)[number];
export type StaffVerb = (typeof staffVerbs)[number];

/** The IPC channel that carries a verb; main serves it and the preload invokes it. */
export function channelOf(verb: Verb): string {
  return `kiosk:${verb}`;
}
