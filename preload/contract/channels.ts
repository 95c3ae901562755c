/** The business verbs of the bridge, in the order of the customer's way. The preload exposes these and nothing else. */
export const verbs = [
  "readKiosk",
  "signIn",
  "proveCode",
  "signOut",
  "readStatus",
  "draftIssue",
  "readDraft",
  "cancelDraft",
  "confirmIssue",
  "showSetupCode",
  "startToken",
  "releaseToken",
] as const;

export type Verb = (typeof verbs)[number];

/** The IPC channel that carries a verb; main serves it and the preload invokes it. */
export function channelOf(verb: Verb): string {
  return `kiosk:${verb}`;
}
