/** A PHC string of Argon2id, or a plain password; null: the file has none, and the customer's password stays. */
export type WrittenPassword = { readonly hash: string } | { readonly plain: string } | null;

/** The least and greatest length of a plain password, in characters. */
export interface PasswordLength {
  readonly least: number;
  readonly most: number;
}

/** Whether all characters are those that the manual allows (確認用パスワード 半角英数字): letters and digits of ASCII. */
export function isAlphanumeric(written: string): boolean {
  return /^[A-Za-z0-9]+$/.test(written);
}

/** Whether `written` may be a plain password: letters and digits, of the configured length. */
export function isPlainPassword(written: string, length: PasswordLength): boolean {
  return isAlphanumeric(written) && written.length >= length.least && written.length <= length.most;
}

/** https://github.com/P-H-C/phc-string-format: memory in KiB, passes, lanes, salt, hash; RFC 9106's version 1.3. */
const phc =
  /^\$argon2id\$v=19\$m=([1-9][0-9]{0,5}),t=([1-9][0-9]?),p=([1-9][0-9]?)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;
/** OWASP's least memory, and the most that a kiosk can compute while a customer waits; lengths in bytes. */
const bounds = {
  memory: [7_168, 262_144],
  passes: [1, 10],
  lanes: [1, 16],
  salt: [8, 48],
  hash: [16, 64],
} as const;

/** Whether `written` is an Argon2id hash in the accepted form, at a cost that the kiosk can compute. */
export function isComputableHash(written: string): boolean {
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

/**
 * The cost of a check against the hash: KiB × passes, regardless of the lanes; 0 for anything but an accepted Argon2id
 * hash.
 */
export function hashWork(written: string): number {
  const [, memory, passes] = phc.exec(written) ?? [];
  return Number(memory ?? 0) * Number(passes ?? 0);
}

/**
 * The bytes in base64 without padding (RFC 4648 §3.2, §3.5); -1: it is no canonical base64, as its unused bits aren't
 * 0.
 */
function bytesIn(base64: string): number {
  const last = base64.at(-1) ?? "";
  const canonical = [/./, /(?!)/, /[AQgw]/, /[AEIMQUYcgkosw048]/][base64.length % 4];
  return canonical?.test(last) === true ? Math.floor((base64.length * 3) / 4) : -1;
}
