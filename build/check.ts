/**
 * Every check of the project, in the order that shows most soonest. None has a limit of time as a whole.
 * What each prints is said in check/steps.ts.
 */
import { playwrightCounts, vitestCounts } from "./check/counts.ts";
import { playwrightFailures, vitestFailures } from "./check/failed.ts";
import { leftovers } from "./check/leftovers.ts";
import { type Step, lookFor, runLanes, sayAll } from "./check/steps.ts";

/** One core's work for longer than the other static checks take together, so it runs beside them and beside the first tests. */
const LINT: Step = {
  name: "lint",
  command: ["eslint", "--max-warnings", "0", "--config", "build/eslint.config.js", "."],
};

/** One after the other: each keeps what lint leaves of two cores busy, and the tests need what the build made. */
const STEPS: readonly Step[] = [
  { name: "types", command: ["vue-tsc", "--noEmit"] },
  { name: "format", command: ["prettier", "--check", "--log-level", "warn", "."] },
  {
    name: "styles",
    command: [
      ...["stylelint", "--config", "build/stylelint.config.js"],
      ...["renderer/**/*.{css,vue}", "test/gallery/**/*.{css,vue}"],
    ],
  },
  { name: "unused code", command: ["knip", "--config", "build/knip.jsonc"] },
  { name: "prose", command: ["node", "build/check/prose.ts"] },
  { name: "build", command: ["node", "build/bundle.ts"] },
  { name: "advisories", command: ["node", "build/check/audit.ts"] },
  // Where Electron's binary can be had it is fetched now, and not within a journey's time.
  { name: "runtime", command: ["node", "build/runtime/find-runtime.ts"] },
  {
    name: "tests",
    command: [
      ...["bash", "build/session.sh", "vitest", "run", "--config", "test/vitest.config.ts"],
      ...["--reporter=dot", "--reporter=./build/check/vitest-progress.ts"],
      ...["--reporter=json", "--outputFile.json=out/vitest.json"],
    ],
    report: { file: "out/vitest.json", counts: vitestCounts, failures: vitestFailures },
  },
  {
    name: "gallery",
    command: ["playwright", "test", "--config", "test/gallery/playwright.config.ts"],
    report: {
      file: "out/gallery.json",
      counts: playwrightCounts,
      failures: playwrightFailures,
    },
  },
  {
    name: "journeys",
    command: [
      ...["bash", "build/session.sh", "playwright", "test"],
      ...["--config", "test/e2e/playwright.config.ts"],
    ],
    report: {
      file: "out/playwright.json",
      counts: playwrightCounts,
      failures: playwrightFailures,
    },
  },
];

await runLanes([LINT], STEPS);
await lookFor("nothing left", leftovers);
sayAll();
