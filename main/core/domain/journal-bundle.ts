/*
 * Journal rows for another machine, which lacks the key of their chain: JSON lines, each linked to the one before it by
 * a hash, the last link signed. A line is exactly the text that was written up to its link, byte for byte.
 *
 *   {"format":"otp-kiosk-journal","version":1, …the header…,"link":HEX}
 *   {"number":1, …a row…,"link":HEX}                      as many as the header says
 *   {"signature":BASE64}                                  over `signedText` of the last link
 *
 * A link is the SHA-256 of the link before it ("" before the header), a line feed, and the line without its link.
 */
import type { JournalHead, JournalRow } from "./journal-chain.ts";

/** Hex SHA-256 of a text in UTF-8. */
export type BundleHash = (text: string) => string;

/** The header states which rows follow, and by which key they are signed. */
export interface BundleHeader {
  readonly kiosk: string;
  /** Epoch milliseconds: the time of the export. */
  readonly at: number;
  /** The requested days, `YYYY-MM-DD` in Japan; null: from the beginning, to the end. */
  readonly from: string | null;
  readonly to: string | null;
  /** The first and the last row's number; null: there is no row. */
  readonly first: number | null;
  readonly last: number | null;
  /** The journal's sealed head at that time, with the number of rows. */
  readonly head: JournalHead;
  /** In the form of the vault's port. */
  readonly publicKey: string;
}

export const bundleFormat = "otp-kiosk-journal";
export const bundleVersion = 1;

/** Makes the lines of one bundle, in the order of the calls; each ends in a line feed. */
export interface BundleWriter {
  header(header: BundleHeader): string;
  row(row: JournalRow): string;
  signature(sign: (text: string) => string): string;
}

export function bundleWriter(hash: BundleHash): BundleWriter {
  let link = "";
  const linked = (content: object): string => {
    const body = JSON.stringify(content).slice(0, -1);
    link = linkOf(body, link, hash);
    return `${body},"link":"${link}"}\n`;
  };
  return {
    header: (header) => linked({ format: bundleFormat, version: bundleVersion, ...header }),
    row: ({ number, at, kiosk, customerId, userId, action, outcome, staffId, detail, mac }) =>
      linked({ number, at, kiosk, customerId, userId, action, outcome, staffId, detail, mac }),
    signature: (sign) => `${JSON.stringify({ signature: sign(signedText(link)) })}\n`,
  };
}

/** The link of a line whose text before the link is `body`. */
export function linkOf(body: string, linkBefore: string, hash: BundleHash): string {
  return hash(`${linkBefore}\n${body}`);
}

/** The text that is signed; it can't be confused with any other text that the key may ever sign. */
export function signedText(lastLink: string): string {
  return `${bundleFormat} ${String(bundleVersion)} ${lastLink}`;
}
