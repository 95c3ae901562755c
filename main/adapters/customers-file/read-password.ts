import { ok, refused } from "../../../preload/contract/result.ts";
import type { Result } from "../../../preload/contract/result.ts";
import {
  isAlphanumeric,
  isComputableHash,
  isPlainPassword,
} from "../../core/domain/written-password.ts";
import type { PasswordLength, WrittenPassword } from "../../core/domain/written-password.ts";
import type { PasswordFault } from "../../core/ports/customers-file.ts";

/**
 * Reads a password of a file: plain, or a hash. Argon2's verifier answers true or false to every value that passes
 * here, and never throws.
 */
export function readPassword(
  written: string,
  length: PasswordLength,
): Result<WrittenPassword, PasswordFault> {
  if (written === "") return ok(null);
  if (isPlainPassword(written, length)) return ok({ plain: written });
  const kind = kindOf(written);
  if (kind === argon2id) {
    return isComputableHash(written) ? ok({ hash: written }) : refused({ code: "phc" });
  }
  if (kind !== null) return refused({ code: "hash", kind });
  return refused({ code: isAlphanumeric(written) ? "password-length" : "password-characters" });
}

const argon2id = "Argon2id";

/** The forms in which other systems write hashes, from the most specific to the most general. */
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
  // The same form in the base64 of an LDIF file, with or without the double colon before it.
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
