import { generateSync, ScureBase32Plugin } from "otplib";
import type { OneTimePasswords } from "../core/ports/cryptography.ts";

const base32 = new ScureBase32Plugin();

/**
 * RFC 4226 codes (HMAC-SHA-1, 6 digits) by otplib. Its `verify` is not used: the domain decides which counters are
 * compared, and that none is accepted twice.
 */
export const otplibOneTimePasswords: OneTimePasswords = {
  codeAt: (secret, counter) =>
    generateSync({ strategy: "hotp", secret, counter, algorithm: "sha1", digits: 6 }),
  base32: (secret) => base32.encode(secret, { padding: false }),
};
