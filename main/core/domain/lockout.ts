/**
 * Failures in a row lock a kind of secret (NIST SP 800-63B-4 §3.2.2), and only staff unlock it. Each kind of each login
 * ID has its own count; a success sets it to 0.
 *
 * Worked example, limit 5: after counts 0…4 an attempt is still evaluated; the one counted as the 5th locks if it
 * fails, and from then on (count 5) no attempt is evaluated, right or wrong.
 */
export function isLocked(failures: number, limit: number): boolean {
  return failures >= limit;
}
