/**
 * Failures in a row lock a kind of secret (NIST SP 800-63B-4 §3.2.2), and only staff unlock it.
 * Each kind of each login ID is counted on its own; a right answer sets its count to 0.
 *
 * Worked example, limit 5: after counts 0…4 a try is still evaluated, the one counted as the 5th
 * locks if it is wrong, and from then on (count 5) no try is looked at, right or wrong.
 */
export function isLocked(wrongTries: number, limit: number): boolean {
  return wrongTries >= limit;
}
