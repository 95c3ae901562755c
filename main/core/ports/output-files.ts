/**
 * The kiosk's files in its data folder that are for people: 控え as PDF, exports of the journal, mails without a server.
 */
export type FileKind = "prints" | "exports" | "spool";

/** Deletes files that the kiosk has written, and no others. */
export interface OutputFiles {
  /**
   * Deletes files of `kind` that were last written before `writtenBefore` (epoch milliseconds), `limit` at most;
   * answers their number.
   */
  erase(kind: FileKind, writtenBefore: number, limit: number): Promise<number>;
}
