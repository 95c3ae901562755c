/* Names of RFC 6030 and of the standards that it uses, as its examples write them. */

/** By the prefixes of the RFC's examples. */
export const namespaces = {
  pskc: "urn:ietf:params:xml:ns:keyprov:pskc",
  ds: "http://www.w3.org/2000/09/xmldsig#",
  xenc: "http://www.w3.org/2001/04/xmlenc#",
  xenc11: "http://www.w3.org/2009/xmlenc11#",
  pkcs5: "http://www.rsasecurity.com/rsalabs/pkcs/schemas/pkcs-5v2-0#",
} as const;

export const pbkdf2Name = `${namespaces.pkcs5}pbkdf2`;

/** Key algorithms (RFC 6030 §10). */
export const profileNames = {
  totp: `${namespaces.pskc}:totp`,
  hotp: `${namespaces.pskc}:hotp`,
} as const;

/** In bits. */
export type AesKeyLength = 128 | 192 | 256;
export type MacHash = "sha1" | "sha256" | "sha512";

export const cbcNames: Readonly<Record<AesKeyLength, string>> = {
  128: `${namespaces.xenc}aes128-cbc`,
  192: `${namespaces.xenc}aes192-cbc`,
  256: `${namespaces.xenc}aes256-cbc`,
};

/** RFC 6931 §2.2 for all but SHA-1. */
export const hmacNames: Readonly<Record<MacHash, string>> = {
  sha1: `${namespaces.ds}hmac-sha1`,
  sha256: "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256",
  sha512: "http://www.w3.org/2001/04/xmldsig-more#hmac-sha512",
};

/** The algorithms that a file may name; null: none of those that are read. */
export function cbcNamed(name: string | undefined): AesKeyLength | null {
  return ([128, 192, 256] as const).find((bits) => cbcNames[bits] === name) ?? null;
}

/** The same for MACs and the hashes of PBKDF2; RFC 6030's PRF has the names of the MACs. */
export function hmacNamed(name: string | undefined): MacHash | null {
  return (["sha1", "sha256", "sha512"] as const).find((hash) => hmacNames[hash] === name) ?? null;
}
