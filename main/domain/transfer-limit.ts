/**
 * 振込・振替限度額 after a release (BOS001, ご注意): above `releaseLimitYen` it falls to it, at or below it
 * stays. With ¥200,000: 1,000,000 → 200,000, 200,001 → 200,000, 200,000 and 100,000 stay.
 */
export function limitAfterRelease(limitYen: number, releaseLimitYen: number): number {
  return Math.min(limitYen, releaseLimitYen);
}
