/*
 * Journal rows for another machine, which lacks the key of their chain: JSON lines, each linked to the one before it by
 * a hash, the last link signed. A line is exactly the text that was written up to its link, byte for byte.
 *
 *   {"format":"otp-kiosk-journal","version":1, …the header…,"link":HEX}
 *   {"number":1, …a row…,"link":HEX}                      as many as the header says
 *   {"signature":BASE64}                                  over `signedText` of the last link
 *
 * A link is the SHA-256 of the link before it ("" before the header), a line feed, and the line without its link.
 *
 * Version 2 is of a journal of several chains: its header names them all with their heads, each row says its chain, and
 * before the rows stand witnesses, of which each was signed at its own time:
 *
 *   {"format":"otp-kiosk-journal","version":2, …,"chains":[{"chain":NAME,"first":…,"last":…,"head":…}],"witnesses":N,…}
 *   {"witness":{"at":…,"heads":TEXT,"signature":BASE64},"link":HEX}        N of them
 *   {"chain":NAME,"number":1, …a row…,"link":HEX}                          chain by chain, in the header's order
 */
import type { JournalHead, JournalRow } from "./journal-chain.ts";
import type { Witness } from "./witness.ts";

/** Hex SHA-256 of a text in UTF-8. */
export type BundleHash = (text: string) => string;

/** Of whom, when, and of which days a bundle is, and by which key it is signed. */
export interface BundleMade {
  readonly kiosk: string;
  /** Epoch milliseconds: the time of the export. */
  readonly at: number;
  /** The requested days, `YYYY-MM-DD` in Japan; null: from the beginning, to the end. */
  readonly from: string | null;
  readonly to: string | null;
  /** In the form of the vault's port. */
  readonly publicKey: string;
}

/** Which rows of a chain a bundle has. */
export interface BundledSpan {
  /** The first and the last row's number; null: there is no row. */
  readonly first: number | null;
  readonly last: number | null;
  /** The chain's sealed head at that time, with the number of rows. */
  readonly head: JournalHead;
}

/** The header of a journal of several chains. */
export interface ChainsHeader extends BundleMade {
  readonly chains: readonly (BundledSpan & { readonly chain: string })[];
  /** Their number. */
  readonly witnesses: number;
}

export const bundleFormat = "otp-kiosk-journal";
/** Of a journal of one chain, and of several. */
export type BundleVersion = 1 | 2;

/** Makes the lines of one bundle, in the order of the calls; each ends in a line feed. */
export interface BundleWriter {
  header(header: BundleMade & BundledSpan): string;
  chainsHeader(header: ChainsHeader): string;
  witness(witness: Witness): string;
  /** `chain`: its chain's name, where there are several. */
  row(row: JournalRow, chain?: string): string;
  signature(sign: (text: string) => string): string;
}

export function bundleWriter(hash: BundleHash): BundleWriter {
  let link = "";
  let version: BundleVersion = 1;
  const linked = (content: object): string => {
    const body = JSON.stringify(content).slice(0, -1);
    link = linkOf(body, link, hash);
    return `${body},"link":"${link}"}\n`;
  };
  return {
    header: ({ kiosk, at, from, to, first, last, head, publicKey }) =>
      linked({
        ...{ format: bundleFormat, version, kiosk, at, from, to, first, last, head, publicKey },
      }),
    chainsHeader(header) {
      version = 2;
      return linked({ format: bundleFormat, version, ...header });
    },
    witness: (witness) => linked({ witness }),
    row: (
      { number, at, kiosk, customerId, userId, action, outcome, staffId, detail, mac },
      chain,
    ) =>
      linked({
        ...(chain !== undefined && { chain }),
        ...{ number, at, kiosk, customerId, userId, action, outcome, staffId, detail, mac },
      }),
    signature: (sign) => `${JSON.stringify({ signature: sign(signedText(version, link)) })}\n`,
  };
}

/** The link of a line whose text before the link is `body`. */
export function linkOf(body: string, linkBefore: string, hash: BundleHash): string {
  return hash(`${linkBefore}\n${body}`);
}

/** The text that is signed; it can't be confused with any other text that the key may ever sign. */
export function signedText(version: BundleVersion, lastLink: string): string {
  return `${bundleFormat} ${String(version)} ${lastLink}`;
}
