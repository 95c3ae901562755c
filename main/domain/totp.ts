/** RFC 4226's HOTP of one secret: the 6-digit code of a counter. */
export type CodeAt = (counter: number) => string;

/** Why a code was refused; `minutes`: how far the phone's clock is ahead (+) or behind (−). */
export type Diagnosis =
  | { readonly code: "wrong" | "period-30" }
  | { readonly code: "phone-clock"; readonly minutes: number };

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
/** Steps, here minutes, up to which a phone's wrong clock is recognised. */
const clockReach = 10;
/** 30 s steps that cover the minute before and the minute after. */
const commonReach = 2;

/** The time step of `now` (epoch milliseconds): RFC 6238 §4.2 with X = 60, T0 = 0. 59.999 s → 0, 60 s → 1. */
export function stepAt(now: number): number {
  return Math.floor(now / periodMs);
}

/**
 * The step whose code `code` is, or null. Accepted are the step of `now` and one on either side, but
 * no step at or before `lastStep`: RFC 6238 §5.2 wants a code accepted once only.
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
  lastStep: number | null,
  codeAt: CodeAt,
): number | null {
  const current = stepAt(now);
  let accepted: number | null = null;
  for (let step = Math.max(0, current - tolerance); step <= current + tolerance; step += 1) {
    const matches = equal(code, codeAt(step));
    if (matches && (lastStep === null || step > lastStep)) accepted = step;
  }
  return accepted;
}

/**
 * Why a code that {@link acceptedStep} refused is wrong, for BOK001: `period-30` when an app that stays
 * at 30 s shows it within a minute of now, `phone-clock` when it is the code of up to 10 minutes ago or
 * ahead, the nearest one. The code stays refused, and a used one is plainly `wrong`.
 *
 * Worked example: at step 100 the code of step 104 gives `phone-clock` with `minutes` 4, that of 98
 * gives −2, that of 111 is `wrong`.
 */
export function diagnosis(
  code: string,
  now: number,
  lastStep: number | null,
  codeAt: CodeAt,
): Diagnosis {
  const current = stepAt(now);
  for (let minutes = 0; minutes <= clockReach; minutes += 1) {
    for (const signed of [minutes, -minutes]) {
      const step = current + signed;
      if (step < 0 || !equal(code, codeAt(step))) continue;
      const used = lastStep !== null && step <= lastStep;
      return used || minutes <= tolerance
        ? { code: "wrong" }
        : { code: "phone-clock", minutes: signed };
    }
  }
  const common = Math.floor(now / commonPeriodMs);
  for (let at = Math.max(0, common - commonReach); at <= common + commonReach; at += 1) {
    if (equal(code, codeAt(at))) return { code: "period-30" };
  }
  return { code: "wrong" };
}

/** Compares without early exit. The length is no secret: a code has 6 digits. */
function equal(one: string, other: string): boolean {
  let difference = one.length ^ other.length;
  for (let at = 0; at < other.length; at += 1) {
    difference |= one.charCodeAt(at) ^ other.charCodeAt(at);
  }
  return difference === 0;
}
