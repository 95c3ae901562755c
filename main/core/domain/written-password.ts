/** As a PHC string of Argon2id, or plain; null: the file has none, and the customer keeps the one they have. */
export type WrittenPassword = { readonly hash: string } | { readonly plain: string } | null;

/** How many characters a plain password may have, both included. */
export interface PasswordLength {
  readonly least: number;
  readonly most: number;
}

/** Of what a plain password is, as the manual allows (確認用パスワード 半角英数字): letters and digits of ASCII. */
export function isAlphanumeric(written: string): boolean {
  return /^[A-Za-z0-9]+$/.test(written);
}

/** Whether `written` may be a plain password: as many letters and digits as `length` says. */
export function isPlainPassword(written: string, length: PasswordLength): boolean {
  return isAlphanumeric(written) && written.length >= length.least && written.length <= length.most;
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

/** Whether `written` is an Argon2id hash in the one form that is taken, at a cost that the kiosk can compute. */
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
