import { ok, refused } from "../../../preload/contract/result.ts";
import type { Result } from "../../../preload/contract/result.ts";
import { pskcElements } from "./pskc-elements.ts";
import type { PskcElement, XmlFault } from "./pskc-elements.ts";
import { keyFaults, pskcKeys } from "./pskc-keys.ts";
import type { KeyFault, PskcOpener } from "./pskc-keys.ts";
import { serialOf, tokenIn } from "./pskc-token.ts";
import type { PskcToken, TokenFault } from "./pskc-token.ts";

/** Why a whole file is refused. `no-tokens`: it has none. */
export type PskcFault = XmlFault | KeyFault | "no-tokens";

/**
 * What became of the `place`th token of a file, from 1. `serial`: null where it has none that can be told; none of its
 * secret is.
 */
export type ReadToken =
  | { readonly place: number; readonly token: PskcToken }
  | { readonly place: number; readonly serial: string | null; readonly refusal: TokenFault };

/** Tokens of a file. */
export interface PskcCounts {
  readonly taken: number;
  readonly refused: number;
}

/**
 * Reads a vendor's PSKC file (RFC 6030) and has `take` take each token, one after the other, or why it is refused. A
 * refused file may have given tokens before: the caller takes them in one transaction, which a refusal rolls back, so
 * that nothing of a file that was cut off or changed stays. An XML signature isn't verified: what counts is each
 * secret's MAC, under a key that the vendor and the bank alone have.
 */
export async function readPskc(
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  { opener, wanted }: { readonly opener: PskcOpener; readonly wanted: "totp" | "hotp" },
  take: (read: ReadToken) => Promise<void> | void,
): Promise<Result<PskcCounts, PskcFault>> {
  const counts = { taken: 0, refused: 0 };
  let encryption: PskcElement | null = null;
  let macMethod: PskcElement | null = null;
  let keys = pskcKeys(null, null, opener);
  let hasWrongMac = false;
  const elements = pskcElements(bytes);
  for (;;) {
    const { done, value } = await elements.next();
    if (done === true) {
      if (value !== null) return value;
      break;
    }
    if (value.name === "EncryptionKey") encryption = value;
    if (value.name === "MACMethod") macMethod = value;
    if (value.name !== "KeyPackage") {
      keys = pskcKeys(encryption, macMethod, opener);
      continue;
    }
    const place = counts.taken + counts.refused + 1;
    const serial = serialOf(value);
    const token = await tokenIn(value, serial, wanted, keys);
    if (token.ok) {
      counts.taken += 1;
      try {
        await take({ place, token: token.value });
      } finally {
        token.value.secret.fill(0);
      }
      continue;
    }
    const { refusal } = token;
    if (isKeyFault(refusal)) return refused(refusal);
    hasWrongMac ||= refusal === "mac-wrong";
    counts.refused += 1;
    await take({ place, serial, refusal });
  }
  // One in 16 wrong keys opens the MAC's key to something, by which no MAC is right.
  if (hasWrongMac && counts.taken === 0) return refused("key-wrong");
  return counts.taken + counts.refused === 0 ? refused("no-tokens") : ok(counts);
}

function isKeyFault(refusal: KeyFault | TokenFault): refusal is KeyFault {
  return (keyFaults as readonly string[]).includes(refusal);
}
