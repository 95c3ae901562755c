/** RFC 4226's HOTP of one secret: the 6-digit code of a counter. */
export type CodeAt = (counter: number) => string;

/**
 * Why a code was refused. `minutes`: how far the phone's clock is ahead (+) or behind (−) of the kiosk's; for
 * `phone-zone`, where a phone's clock was set by hand and its time zone is another one, whole quarter hours.
 */
export type Diagnosis =
  | { readonly code: "wrong" | "period-30" }
  | { readonly code: "phone-clock" | "phone-zone"; readonly minutes: number };

/** The result of examining a wrong code. */
export interface Examined {
  readonly diagnosis: Diagnosis;
  /** The future steps that have this code: a caller who receives the diagnosis has learnt a code of the future. */
  readonly ahead: readonly number[];
}

/** The steps whose code is no longer accepted. */
export interface SpentSteps {
  /** The newest step whose code was accepted: neither it nor one before it is accepted again. */
  readonly lastStep: number | null;
  /** Steps whose code a diagnosis has revealed before their time. */
  readonly burntSteps: readonly number[];
}

/** 1分毎に更新 (BOP001): the time for which a code is valid. */
export const periodSeconds = 60;
const periodMs = periodSeconds * 1000;
/** The period of authenticator apps that ignore the period of the URI. */
const commonPeriodMs = 30_000;
/** Steps before and after the kiosk's own that are accepted (RFC 6238 §5.2). */
const tolerance = 1;
/**
 * How far a right clock may be set to another time, milliseconds: after one step right codes are still accepted, as
 * those of the steps before and after are; after more, they are refused.
 */
export const clockLeewayMs = tolerance * periodMs;
/**
 * From the beginning of a code's step until a verifier with the same tolerance accepts the code no more, with one step to
 * spare for a clock that differs.
 */
export const secondsUntilOver = (1 + tolerance + 1) * periodSeconds;
/** Up to this many steps, here minutes, any offset of a phone's clock is recognised. */
const clockReach = 60;
/**
 * Every time zone differs from Japan's by whole quarter hours, including summer time and the zones of 30 and 45
 * minutes, and a wrong half of the day or a wrong date makes 12 or 24 hours. So no list of zones is needed, which
 * parliaments change.
 */
const zoneMinutes = 15;
const zoneReach = 24 * 60;
/** Steps around a quarter hour that count as equal, as a code is typed after it was read. */
const zoneTolerance = tolerance;
/** Steps of 30 s that cover the minute before and the minute after. */
const commonReach = 2;

/** The time step of `now` (epoch milliseconds): RFC 6238 §4.2 with X = 60, T0 = 0. 59.999 s → 0, 60 s → 1. */
export function stepAt(now: number): number {
  return Math.floor(now / periodMs);
}

/**
 * The step whose code is `code`, or null. The step of `now` and one on either side are accepted, except steps at or
 * before `lastStep`, as RFC 6238 §5.2 requires that a code is accepted once only, and `burntSteps`. Every candidate is
 * compared, whatever matched before, so that the time taken reveals nothing.
 *
 * Should two steps have the same code, the later one is taken, so that the code is used for both.
 *
 * Worked example: at step 100 with `lastStep` 99, the codes of 100 and 101 are accepted; that of 99 is used, those of
 * 98 and 102 are beyond the tolerance.
 */
export function acceptedStep(
  code: string,
  now: number,
  { lastStep, burntSteps }: SpentSteps,
  codeAt: CodeAt,
): number | null {
  const current = stepAt(now);
  let accepted: number | null = null;
  for (let step = Math.max(0, current - tolerance); step <= current + tolerance; step += 1) {
    const matches = equal(code, codeAt(step));
    const isSpent = burntSteps.includes(step) || (lastStep !== null && step <= lastStep);
    if (matches && !isSpent) accepted = step;
  }
  return accepted;
}

/**
 * Why a code that {@link acceptedStep} refused is wrong; of several causes the nearest minute, then the 30 s app. The
 * code stays refused, and a used one is `wrong` without further cause.
 *
 * | it is the code of                                    | diagnosis     | codes with this diagnosis   |
 * | ---------------------------------------------------- | ------------- | --------------------------- |
 * | 2 to 58 minutes before or after now                  | `phone-clock` | 114                         |
 * | 1 h to 24 h by quarter hours, each ±1 minute         | `phone-zone`  | 558                         |
 * | an app that stays at 30 s, within a minute of now    | `period-30`   | 5                           |
 *
 * Why all of {@link diagnosedCodes} don't help an attacker who guesses: as before, a code is accepted at 3 steps, which
 * is a chance of 3 in 10⁶ for an attempt, and of 15 in 10⁶ for the five that are allowed. A diagnosis, which a guess
 * gets by chance in 7 of 10⁴ attempts, reveals a code of another time. A code of the past is never accepted; a present
 * 30 s counter is a 60 s counter some 57 years ahead; and a code of the next 24 hours, which would be accepted when its
 * time comes, is in `ahead`: the caller burns those steps in the transaction that counts the attempt, so that they
 * aren't accepted. The remaining knowledge is that this secret gives that code at that time, which reveals nothing of
 * other codes (RFC 4226, appendix A), and that a code without a diagnosis is none of those either: 7 of 10⁴ codes fewer
 * to guess among.
 *
 * Every candidate is compared, so that the time taken reveals nothing.
 *
 * Worked example: at step 100,000 the code of step 100,004 gives `phone-clock` with `minutes` 4 and burns 100,004, that
 * of 99,998 gives −2 and burns none; those of 100,539 to 100,541 give `phone-zone` with 540, as for a phone that takes
 * Japan's time for London's; that of 100,068 is `wrong`.
 */
export function examined(
  code: string,
  now: number,
  lastStep: number | null,
  codeAt: CodeAt,
): Examined {
  const current = stepAt(now);
  let found: Diagnosis | null = null;
  const ahead: number[] = [];
  for (const { minutes, named } of offsets) {
    const step = current + minutes;
    if (step < 0 || !equal(code, codeAt(step))) continue;
    if (minutes > tolerance) ahead.push(step);
    const isPlain = named === null || (lastStep !== null && step <= lastStep);
    found ??= isPlain ? { code: "wrong" } : named;
  }
  const common = Math.floor(now / commonPeriodMs);
  for (let at = Math.max(0, common - commonReach); at <= common + commonReach; at += 1) {
    if (equal(code, codeAt(at))) found ??= { code: "period-30" };
  }
  return { diagnosis: found ?? { code: "wrong" }, ahead };
}

/** Where a wrong code is searched, in minutes from now, the nearest first; `named` null: within the tolerance. */
interface Offset {
  readonly minutes: number;
  readonly named: Diagnosis | null;
}

const offsets: readonly Offset[] = Array.from(
  { length: zoneReach + zoneTolerance + 1 },
  (_, minutes) => minutes,
)
  .flatMap((minutes) => (minutes === 0 ? [0] : [minutes, -minutes]))
  .flatMap(offsetOf);

function offsetOf(minutes: number): readonly Offset[] {
  const off = Math.abs(minutes);
  if (off <= tolerance) return [{ minutes, named: null }];
  const zone = Math.round(off / zoneMinutes) * zoneMinutes;
  if (zone >= clockReach && Math.abs(off - zone) <= zoneTolerance) {
    return [{ minutes, named: { code: "phone-zone", minutes: Math.sign(minutes) * zone } }];
  }
  return off < clockReach ? [{ minutes, named: { code: "phone-clock", minutes } }] : [];
}

/** The number of codes with a diagnosis, besides the three that may be accepted. */
export const diagnosedCodes =
  offsets.filter(({ named }) => named !== null).length + 2 * commonReach + 1;

/**
 * The steps of `burntSteps` that must be retained at `now` (epoch milliseconds): those that could still be accepted.
 */
export function stillBurnt(burntSteps: readonly number[], now: number): readonly number[] {
  const current = stepAt(now);
  return [...new Set(burntSteps)].filter((step) => step >= current - tolerance);
}

/** Compares in constant time. The length is no secret: a code has 6 digits. */
function equal(one: string, other: string): boolean {
  let difference = one.length ^ other.length;
  for (let at = 0; at < other.length; at += 1) {
    difference |= one.charCodeAt(at) ^ other.charCodeAt(at);
  }
  return difference === 0;
}
