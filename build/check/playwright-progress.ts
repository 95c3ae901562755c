import type { Reporter, Suite, TestCase, TestResult } from "@playwright/test/reporter";
import { noteProgress } from "./progress.ts";

/** Playwright's reporter that notes how many tests have ended. */
export default class PlaywrightProgress implements Reporter {
  private total = 0;
  private done = 0;
  private failed = 0;

  onBegin(_config: unknown, suite: Suite): void {
    this.total = suite.allTests().length;
    noteProgress(0, this.total, 0);
  }

  onTestEnd(test: TestCase, { retry }: TestResult): void {
    // A second try was counted with the first.
    if (retry > 0) return;
    this.done += 1;
    if (test.outcome() === "unexpected") this.failed += 1;
    noteProgress(this.done, this.total, this.failed);
  }

  printsToStdio(): boolean {
    return false;
  }
}
