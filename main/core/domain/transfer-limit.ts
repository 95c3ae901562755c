/**
 * 振込・振替限度額 after a release (BOS001, ご注意): above `releaseLimitYen` it falls to it, at or below it
 * stays. With ¥200,000: 1,000,000 → 200,000, 200,001 → 200,000, 200,000 and 100,000 stay.
 */
export function limitAfterRelease(limitYen: number, releaseLimitYen: number): number {
  return Math.min(limitYen, releaseLimitYen);
}

/** A customer's limit, and what bounds an import's; all in whole yen. */
export interface LimitState {
  readonly transferLimitYen: number;
  /** What the last import stated; null: none did, or a version that didn't remember it. */
  readonly importedLimitYen: number | null;
  /** Up to which an import may raise the limit, since a release lowered it; null: there was no release. */
  readonly limitCeilingYen: number | null;
}

/**
 * The limit after an import that states `fileYen`. It changes only when the file states another one than the last, and
 * never rises above what a release set; so yesterday's file, and today's that repeats it, undo no release. `raise` is the
 * bank's word that the file's limits hold all the same, and lifts the bound where the file is above it.
 *
 * 1,000,000 imported, lowered to 200,000 by a release: 1,000,000 again → 200,000; 500,000 → 200,000; 100,000 → 100,000;
 * 500,000 with `raise` → 500,000.
 */
export function limitAfterImport(former: LimitState, fileYen: number, raise: boolean): LimitState {
  const { transferLimitYen, importedLimitYen, limitCeilingYen } = former;
  const isAbove = limitCeilingYen !== null && fileYen > limitCeilingYen;
  if (isAbove && raise) {
    return { transferLimitYen: fileYen, importedLimitYen: fileYen, limitCeilingYen: null };
  }
  const stated = { importedLimitYen: fileYen, limitCeilingYen };
  if (fileYen === importedLimitYen) return { ...stated, transferLimitYen };
  return { ...stated, transferLimitYen: isAbove ? limitCeilingYen : fileYen };
}
