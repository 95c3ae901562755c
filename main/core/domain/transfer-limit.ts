/**
 * 振込・振替限度額 after a release (BOS001, ご注意): above `releaseLimitYen` it is lowered to it, otherwise it stays unchanged.
 * With ¥200,000: 1,000,000 → 200,000, 200,001 → 200,000, 200,000 and 100,000 stay.
 */
export function limitAfterRelease(limitYen: number, releaseLimitYen: number): number {
  return Math.min(limitYen, releaseLimitYen);
}

/** A customer's limit, and the bound of an import; all in whole yen. */
export interface LimitState {
  readonly transferLimitYen: number;
  /** The limit in the last import; null: there was none, or one by a version that didn't store it. */
  readonly importedLimitYen: number | null;
  /**
   * The amount up to which an import may raise the limit, set when a release lowered it; null: there was no release.
   */
  readonly limitCeilingYen: number | null;
}

/**
 * The limit after an import that states `fileYen`. It changes only when the file states another limit than the last
 * file, and never rises above what a release set, so that a repeated file doesn't undo a release. `raise` states that
 * the file's limits hold in any case, and removes the bound where the file is above it.
 *
 * Example, 1,000,000 imported and lowered to 200,000 by a release: 1,000,000 again → 200,000; 500,000 → 200,000;
 * 100,000 → 100,000; 500,000 with `raise` → 500,000.
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
