import type { SetupCodeState } from "../../../preload/contract/answers.ts";
import type { SetupCodeRefusal } from "../../../preload/contract/refusals.ts";
import { ok, refused } from "../../../preload/contract/result.ts";
import type { Result } from "../../../preload/contract/result.ts";
import { allows } from "./token-lifecycle.ts";
import type { Token } from "./token.ts";
import { clockLeewayMs, periodSeconds } from "./totp.ts";

/** How often, how long (seconds each) and until when the set-up code may be shown. */
export interface SetupCodeRule {
  readonly showings: number;
  readonly seconds: number;
  readonly minutesAfterIssue: number;
}

/**
 * Whether アプリ設定用QRコード may be shown at `now`: only トークン発行済, at most `showings` times, and no
 * later than `minutesAfterIssue` minutes after issue (NIST SP 800-63B-4 §4.1.2.2).
 */
export function showable(
  token: Token | null,
  now: number,
  rule: SetupCodeRule,
): Result<Token, SetupCodeRefusal> {
  if (token === null || !allows(token, "show")) return withheld("not-issued");
  if (setupCodeSeconds(token, now, rule) <= 0) return withheld("expired");
  return showingsLeft(token, rule) > 0 ? ok(token) : withheld("spent");
}

/** The state of the set-up code for BOP001 and BOT002. */
export function setupCodeState(
  token: Token | null,
  now: number,
  rule: SetupCodeRule,
): SetupCodeState {
  const able = showable(token, now, rule);
  return able.ok
    ? { available: true, showingsLeft: showingsLeft(able.value, rule) }
    : { available: false, reason: able.refusal.reason };
}

/** How many showings `token` has left, regardless of the time. */
export function showingsLeft(token: Token, rule: SetupCodeRule): number {
  return Math.max(0, rule.showings - token.setupShowings);
}

/**
 * Whole seconds for which a showing that begins at `now` may last: `seconds`, or the rest of the time after issue. It
 * is 0 when the clock was set back to before the issue by more than its leeway, as the minutes would begin again.
 * Worked example, 120 s and 10 minutes: 2 minutes after issue a showing lasts 120 s, 9 minutes and 30 s after issue 30
 * s.
 */
export function setupCodeSeconds(token: Token, now: number, rule: SetupCodeRule): number {
  if (now < token.setupFrom - clockLeewayMs) return 0;
  const end = token.setupFrom + rule.minutesAfterIssue * 60_000;
  return Math.min(rule.seconds, Math.floor((end - now) / 1_000));
}

/** `key` in groups of four, for reading and typing: `ABCDEFGHIJ` → `ABCD EFGH IJ`. */
export function inGroupsOfFour(key: string): string {
  return key.replace(/.{4}(?=.)/g, "$& ");
}

function withheld(reason: SetupCodeRefusal["reason"]): Result<never, SetupCodeRefusal> {
  return refused({ code: "setup-code-withheld", reason });
}

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
