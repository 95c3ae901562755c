import type { Reporter, TestModule } from "vitest/node";
import { noteProgress } from "./progress.ts";

/** Vitest's reporter that notes how many files of tests have ended. */
export default class VitestProgress implements Reporter {
  private total = 0;
  private done = 0;
  private failed = 0;

  onTestRunStart(files: readonly unknown[]): void {
    this.total = files.length;
    noteProgress(0, this.total, 0);
  }

  onTestModuleEnd(file: TestModule): void {
    this.done += 1;
    if (!file.ok()) this.failed += 1;
    noteProgress(this.done, this.total, this.failed);
  }
}
