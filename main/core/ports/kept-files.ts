/** What the kiosk writes into its data folder for people: 控え as PDF, exports of the journal, mails that have no server. */
export type FileKind = "prints" | "exports" | "spool";

/** Deletes files that the kiosk has written, and none that anybody else laid there. */
export interface KeptFiles {
  /**
   * Deletes those of `kind` that were last written before `writtenBefore` (epoch milliseconds), `limit` at most; answers
   * how many.
   */
  erase(kind: FileKind, writtenBefore: number, limit: number): Promise<number>;
}
