/** What a test runner's own report says, as numbers to add up. */

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export const NONE: Counts = { passed: 0, failed: 0, skipped: 0 };

export function add(one: Counts, other: Counts): Counts {
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    skipped: one.skipped + other.skipped,
  };
}

/** A check without a report of its own counts as one. */
export function countOf(exitCode: number): Counts {
  return exitCode === 0 ? { ...NONE, passed: 1 } : { ...NONE, failed: 1 };
}

/**
 * The line of a check that could not be made here and says so, "skipped: " and the reason; `null` of any
 * other. Such a check counts neither way.
 */
export function skipReason(exitCode: number, output: string): string | null {
  return exitCode === 0 && /^skipped: .+$/.test(output.trim()) ? output.trim() : null;
}

/**
 * A run that ended badly without a failed test (a file that can't be loaded, an error outside of
 * every test, no test at all, a crash before the report) has failed once.
 */
function atLeastOne(counts: Counts, exitCode: number): Counts {
  const ran = counts.passed + counts.failed > 0;
  return counts.failed === 0 && (exitCode !== 0 || !ran) ? { ...counts, failed: 1 } : counts;
}

const number = (report: unknown, ...path: string[]): number => {
  let value = report;
  for (const key of path) value = (value as Record<string, unknown> | null | undefined)?.[key];
  return typeof value === "number" ? value : 0;
};

/** Vitest's JSON report; `null` when it wrote none. */
export function vitestCounts(report: unknown, exitCode: number): Counts {
  const counts = {
    passed: number(report, "numPassedTests"),
    failed: number(report, "numFailedTests"),
    skipped: number(report, "numPendingTests") + number(report, "numTodoTests"),
  };
  return atLeastOne(counts, exitCode);
}

/** Playwright's JSON report; `null` when it wrote none. A test that passed at its second try failed. */
export function playwrightCounts(report: unknown, exitCode: number): Counts {
  const counts = {
    passed: number(report, "stats", "expected"),
    failed: number(report, "stats", "unexpected") + number(report, "stats", "flaky"),
    skipped: number(report, "stats", "skipped"),
  };
  return atLeastOne(counts, exitCode);
}

/** The last line of `npm test`. */
export function summary({ passed, failed, skipped }: Counts): string {
  const line = `${passed} passed, ${failed} failed`;
  return skipped === 0 ? line : `${line}, ${skipped} skipped`;
}
