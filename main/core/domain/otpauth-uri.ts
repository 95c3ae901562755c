import { periodSeconds } from "./totp.ts";

/**
 * The URI that an authenticator app reads from the QR code. Every parameter is given, the issuer in
 * both places, with one literal colon, as apps differ in what they assume, which one wins, and how
 * often they decode. `issuer` is 1–8 of `A-Za-z0-9-`, `userId` digits, `key` base32 without padding:
 * none of them needs an escape.
 *
 * `otpauth://totp/KENSHIN:999800000001?secret=…&issuer=KENSHIN&algorithm=SHA1&digits=6&period=60`
 */
export function otpauthUri(issuer: string, userId: string, key: string): string {
  return `otpauth://totp/${issuer}:${userId}?secret=${key}&issuer=${issuer}&algorithm=SHA1&digits=6&period=${String(periodSeconds)}`;
}
