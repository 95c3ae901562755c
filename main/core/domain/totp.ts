/** RFC 4226's HOTP of one secret: the 6-digit code of a counter. */
export type CodeAt = (counter: number) => string;

/**
 * Why a code was refused. `minutes`: how far the phone's clock is ahead (+) or behind (−) of the kiosk's; of
 * `phone-zone`, as with a phone whose clock was set by hand while its time zone is another one, whole quarter hours.
 */
export type Diagnosis =
  | { readonly code: "wrong" | "period-30" }
  | { readonly code: "phone-clock" | "phone-zone"; readonly minutes: number };

/** What a wrong code shows. */
export interface Examined {
  readonly diagnosis: Diagnosis;
  /** The steps still to come whose code it is: a caller who hears the diagnosis has learnt a code of the future. */
  readonly ahead: readonly number[];
}

/** The steps whose code is no longer accepted. */
export interface SpentSteps {
  /** The newest step whose code was accepted: neither it nor one before it is accepted again. */
  readonly lastStep: number | null;
  /** Steps whose code was named by a diagnosis before its time had come. */
  readonly burntSteps: readonly number[];
}

/** 1分毎に更新 (BOP001): how long one code lasts. */
export const periodSeconds = 60;
const periodMs = periodSeconds * 1000;
/** What authenticator apps use that ignore the period they are told. */
const commonPeriodMs = 30_000;
/** Steps before and after the kiosk's own that are accepted (RFC 6238 §5.2). */
const tolerance = 1;
/**
 * By how much a clock that was right may be put, milliseconds: by one step, and right codes are still accepted, as
 * those of the steps before and after are; by more, they turn wrong.
 */
export const clockLeewayMs = tolerance * periodMs;
/** Steps, here minutes, up to which a phone's wrong clock is recognised whatever it is. */
const clockReach = 60;
/**
 * Every time zone lies whole quarter hours from Japan's, summer time and the zones of 30 and 45 minutes included, and
 * 12 and 24 hours are what a wrong half of the day and a wrong date make. So no list of zones, which parliaments change.
 */
const zoneMinutes = 15;
const zoneReach = 24 * 60;
/** Around a quarter hour, as around the step of now: a code is typed after it was read. */
const zoneTolerance = tolerance;
/** 30 s steps that cover the minute before and the minute after. */
const commonReach = 2;

/** The time step of `now` (epoch milliseconds): RFC 6238 §4.2 with X = 60, T0 = 0. 59.999 s → 0, 60 s → 1. */
export function stepAt(now: number): number {
  return Math.floor(now / periodMs);
}

/**
 * The step whose code `code` is, or null. Accepted are the step of `now` and one on either side, but
 * no step at or before `lastStep`, as RFC 6238 §5.2 wants a code accepted once only, and none of `burntSteps`.
 *
 * Every candidate is compared, whatever matched before, so that the time taken tells nothing. Should
 * two steps share a code, the later one is taken: it is thereby used for both.
 *
 * Worked example: at step 100 with `lastStep` 99, the codes of 100 and 101 are accepted; that of 99 is
 * used, those of 98 and 102 are beyond the tolerance.
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
 * code stays refused, and a used one is plainly `wrong`.
 *
 * | it is the code of                                    | diagnosis     | codes that this answers for |
 * | ---------------------------------------------------- | ------------- | --------------------------- |
 * | 2 to 58 minutes before or after now                  | `phone-clock` | 114                         |
 * | 1 h to 24 h by quarter hours, each ±1 minute         | `phone-zone`  | 558                         |
 * | an app that stays at 30 s, within a minute of now    | `period-30`   | 5                           |
 *
 * Why the whole of {@link diagnosedCodes} helps no guesser: a code is accepted as before at 3 steps, 3 tries in 10⁶,
 * and 15 in 10⁶ within the five that are allowed. A diagnosis, met by chance in 7 of 10⁴ tries, tells a code of another
 * time: one of the past is never accepted; a 30 s counter of today is a 60 s one of some 57 years ahead; and a code of
 * the next 24 hours, which would be accepted when its time comes, is in `ahead`: the caller burns those steps in the
 * transaction that counts the try, so that they aren't. What is left is that this secret gives that code at that time,
 * which tells nothing of others (RFC 4226, appendix A), and that a code which isn't diagnosed is none of those either:
 * 7 of 10⁴ codes fewer to guess among.
 *
 * Every candidate is compared, so that the time taken tells nothing.
 *
 * Worked example: at step 100,000 the code of step 100,004 gives `phone-clock` with `minutes` 4 and burns 100,004, that
 * of 99,998 gives −2 and burns none; those of 100,539 to 100,541 give `phone-zone` with 540, as with a phone that takes
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

/** Where a wrong code is looked for, in minutes from now, the nearest first; `named` null: within the tolerance. */
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

/** How many codes besides the three that may be accepted a diagnosis answers for. */
export const diagnosedCodes =
  offsets.filter(({ named }) => named !== null).length + 2 * commonReach + 1;

/** What must be kept of `burntSteps`, epoch milliseconds `now`: those that could still be accepted. */
export function stillBurnt(burntSteps: readonly number[], now: number): readonly number[] {
  const current = stepAt(now);
  return [...new Set(burntSteps)].filter((step) => step >= current - tolerance);
}

/** Compares without early exit. The length is no secret: a code has 6 digits. */
function equal(one: string, other: string): boolean {
  let difference = one.length ^ other.length;
  for (let at = 0; at < other.length; at += 1) {
    difference |= one.charCodeAt(at) ^ other.charCodeAt(at);
  }
  return difference === 0;
}
