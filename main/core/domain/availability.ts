import type { Availability, UnavailableReason } from "../../../preload/contract/answers.ts";
import type { UnavailableRefusal } from "../../../preload/contract/refusals.ts";
import { ok, refused } from "../../../preload/contract/result.ts";
import type { Result } from "../../../preload/contract/result.ts";
import { allows } from "./token-lifecycle.ts";
import type { TokenEvent } from "./token-lifecycle.ts";
import type { Token, TokenState } from "./token.ts";
import { startOfTokyoDay, tokyoDayAt, writtenDay } from "./tokyo-day.ts";

/**
 * トークン発行 of BOP001: for a customer without a token, for one whose token was issued and never started (it was never in
 * use, so there is nothing to wait for), and after a release from 00:00 in Japan of the day `reissueDays` later (翌日以降).
 * Gives the token that the new one replaces, if any.
 *
 * Worked example, `reissueDays` 1: after a release on 1 April at 00:00:00 or 23:59:59 in Tokyo, an issue is possible
 * from 2 April 00:00:00 on, and until then the refusal's `from` is `2026-04-02`.
 */
export function issuable(
  token: Token | null,
  now: number,
  reissueDays: number,
): Result<Token | null, UnavailableRefusal> {
  if (token === null || token.state === "replaced") return ok(null);
  if (allows(token, "replace")) return ok(token);
  if (token.releasedAt === null) return unavailable(reasons[token.state]);
  const day = tokyoDayAt(token.releasedAt) + reissueDays;
  return now >= startOfTokyoDay(day)
    ? ok(null)
    : refused({ code: "unavailable", reason: "reissue-waits", from: writtenDay(day) });
}

/** ワンタイムパスワード利用開始 of BOP001: only トークン発行済. */
export function startable(token: Token | null): Result<Token, UnavailableRefusal> {
  return allowing(token, "start");
}

/** ワンタイムパスワード利用解除 of BOP001: トークン発行済 or 利用中. */
export function releasable(token: Token | null): Result<Token, UnavailableRefusal> {
  return allowing(token, "release");
}

/** Release by staff, without a code: also for 利用停止, which is often the state of a token whose phone was lost. */
export function releasableByStaff(token: Token | null): Result<Token, UnavailableRefusal> {
  return allowing(token, "release-without-code");
}

/** The first calendar day in Japan (`YYYY-MM-DD`) on which a token released at `releasedAt` may be followed by a new one. */
export function reissueFrom(releasedAt: number, reissueDays: number): string {
  return writtenDay(tokyoDayAt(releasedAt) + reissueDays);
}

/** How BOP001 shows whether a button can be used. */
export function availabilityOf(able: Result<unknown, UnavailableRefusal>): Availability {
  if (able.ok) return { available: true };
  const { reason, from } = able.refusal;
  return { available: false, reason, ...(from !== undefined && { from }) };
}

const reasons: Readonly<Record<TokenState, UnavailableReason>> = {
  issued: "already-issued",
  "in-use": "already-in-use",
  suspended: "suspended",
  released: "already-released",
  replaced: "not-issued",
};

function allowing(token: Token | null, event: TokenEvent): Result<Token, UnavailableRefusal> {
  if (token === null) return unavailable("not-issued");
  return allows(token, event) ? ok(token) : unavailable(reasons[token.state]);
}

function unavailable(reason: UnavailableReason): Result<never, UnavailableRefusal> {
  return refused({ code: "unavailable", reason });
}
