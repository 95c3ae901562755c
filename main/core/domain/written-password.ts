import { ok, refused } from "../../../preload/contract/result.ts";
import type { Result } from "../../../preload/contract/result.ts";

/** As a PHC string of Argon2id, or plain; null: the field is empty, and the customer keeps the one they have. */
export type WrittenPassword = { readonly hash: string } | { readonly plain: string } | null;

/** How many characters a plain password may have, both included. */
export interface PasswordLength {
  readonly least: number;
  readonly most: number;
}

/**
 * Why a password can't be taken. `hash`: another system's, by its `kind`; `phc`: Argon2id, but not in the one form that is
 * taken; else what no plain password has.
 */
export type PasswordFault =
  | { readonly code: "hash"; readonly kind: string }
  | { readonly code: "phc" | "password-characters" | "password-length" };

/**
 * A password of a file. Plain is what the manual allows (確認用パスワード 半角英数字): letters and digits of ASCII, as many as
 * `length` says. Whatever else passes is one that Argon2's verifier answers true or false to, and never throws.
 */
export function readPassword(
  written: string,
  length: PasswordLength,
): Result<WrittenPassword, PasswordFault> {
  if (written === "") return ok(null);
  const isAlphanumeric = /^[A-Za-z0-9]+$/.test(written);
  if (isAlphanumeric && written.length >= length.least && written.length <= length.most) {
    return ok({ plain: written });
  }
  const kind = kindOf(written);
  if (kind === argon2id) {
    return isComputable(written) ? ok({ hash: written }) : refused({ code: "phc" });
  }
  if (kind !== null) return refused({ code: "hash", kind });
  return refused({ code: isAlphanumeric ? "password-length" : "password-characters" });
}

const argon2id = "Argon2id";

/** Hashes as other systems write them, from the special to the general. */
const kinds: readonly (readonly [kind: string, form: RegExp])[] = [
  [argon2id, /^\$argon2id\$/],
  ["Argon2i", /^\$argon2i\$/],
  ["Argon2d", /^\$argon2d\$/],
  ["bcrypt", /^(?:bcrypt(?:_sha256)?\$)?\$2[abxy]?\$/],
  ["SHA-512 crypt", /^\$6\$/],
  ["SHA-256 crypt", /^\$5\$/],
  ["MD5 crypt", /^\$(?:1|apr1|md5)\$/],
  ["yescrypt", /^\$(?:y|gy)\$/],
  ["scrypt", /^\$(?:7|s0|s1|s2|scrypt)\$|^scrypt[:$]/i],
  ["SHA-1 crypt", /^\$sha1\$/],
  ["NTLM", /^\$(?:3|NT)\$/i],
  ["phpass", /^\$[PHS]\$/],
  ["PBKDF2", /^\$?(?:pbkdf2|\{pbkdf2)/i],
  // LDAP's userPassword (RFC 2307), Dovecot's and Spring's: {SSHA}, {CRYPT}, {ARGON2}, {bcrypt}.
  ["{…} of a directory service", /^\{[A-Za-z0-9._-]+\}/],
  // Its base64 in an LDIF file, with the double colon before it or without.
  ["{…} of a directory service, in base64", /^(?:::? ?)?e[0-3][A-Za-z0-9+/]{8,}=*$/],
  ["Argon2 of Django", /^argon2\$/],
  ["hash of Django", /^(?:bcrypt|md5|sha1|unsalted_\w+|crypt)\$/],
  ["hash of Werkzeug", /^(?:sha1|sha256|sha512|md5|pbkdf2|scrypt)(?::[^$]*)?\$/],
  ["other hash in a $…$ form", /^\$[A-Za-z0-9-]+[$,]/],
  ["MySQL hash", /^\*[0-9A-Fa-f]{40}$/],
  ["SQL Server or Oracle hash", /^(?:0x[0-9A-Fa-f]{40,}|S:[0-9A-Fa-f]{60})/],
  ["SCRAM", /^SCRAM-SHA/i],
  ["PostgreSQL MD5", /^md5[0-9a-f]{32}$/],
  ["digest in hexadecimal: MD5 or NTLM", /^[0-9A-Fa-f]{32}$/],
  ["LM and NTLM", /^[0-9A-Fa-f]{32}:[0-9A-Fa-f]{32}/],
  ["digest in hexadecimal: SHA-1", /^[0-9A-Fa-f]{40}$/],
  ["digest in hexadecimal: SHA-256", /^[0-9A-Fa-f]{64}$/],
  [
    "digest in hexadecimal",
    /^(?:[0-9A-Fa-f]{48}|[0-9A-Fa-f]{56}|[0-9A-Fa-f]{96}|[0-9A-Fa-f]{128})$/,
  ],
  ["digest in hexadecimal with a salt", /^[0-9A-Fa-f]{32,128}[:$]|[:$][0-9A-Fa-f]{32,128}$/],
  ["digest in base64", /^(?=.*[+/=]|.{40})[A-Za-z0-9+/]{22,88}={0,2}$/],
  ["DES crypt", /^[A-Za-z0-9./]*[./][A-Za-z0-9./]*$(?<=^.{13})/],
];

function kindOf(written: string): string | null {
  return kinds.find(([, form]) => form.test(written))?.[0] ?? null;
}

/** https://github.com/P-H-C/phc-string-format: memory in KiB, passes, lanes, salt, hash; RFC 9106's version 1.3. */
const phc =
  /^\$argon2id\$v=19\$m=([1-9][0-9]{0,5}),t=([1-9][0-9]?),p=([1-9][0-9]?)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;
/** OWASP's least memory, and what a kiosk can still compute while a customer waits; lengths in bytes. */
const bounds = {
  memory: [7_168, 262_144],
  passes: [1, 10],
  lanes: [1, 16],
  salt: [8, 48],
  hash: [16, 64],
} as const;

function isComputable(written: string): boolean {
  const [, memory, passes, lanes, salt = "", hash = ""] = phc.exec(written) ?? [];
  const within = (value: number, [least, most]: readonly [number, number]) =>
    value >= least && value <= most;
  return (
    within(Number(memory), bounds.memory) &&
    within(Number(passes), bounds.passes) &&
    within(Number(lanes), bounds.lanes) &&
    within(bytesIn(salt), bounds.salt) &&
    within(bytesIn(hash), bounds.hash)
  );
}

/** What a check against the hash costs: KiB × passes, whatever the lanes; of anything but an Argon2id hash that is taken: 0. */
export function hashWork(written: string): number {
  const [, memory, passes] = phc.exec(written) ?? [];
  return Number(memory ?? 0) * Number(passes ?? 0);
}

/** Of base64 without padding (RFC 4648 §3.2, §3.5); -1: no bytes are written like that, as its unused bits aren't 0. */
function bytesIn(base64: string): number {
  const last = base64.at(-1) ?? "";
  const canonical = [/./, /(?!)/, /[AQgw]/, /[AEIMQUYcgkosw048]/][base64.length % 4];
  return canonical?.test(last) === true ? Math.floor((base64.length * 3) / 4) : -1;
}
