/**
 * `npm run check [COMMIT]`: what can be said of a change within a minute, for between two edits; `npm test` says all.
 *
 * Changed is what differs from the point at which this branch left `main`, on `main` itself from the last commit, and
 * where one is stated from that commit: `npm run check HEAD` on a branch that has grown long.
 *
 * Format and lint of the changed files; types of everything, as a change breaks others' types, with what was found out
 * kept in out/ for the next time; the unit and contract tests that import a changed file, however far away, and those
 * of the architecture, which read the files. Left out: the tests that test/vitest.config.ts calls long (they start
 * kiosks and commands, or play thousands of cases), the prose, the gallery, the journeys. A test that reads or starts a
 * file instead of importing it is not found, and a changed manifest touches none.
 */
import { readdirSync } from "node:fs";
import { changedFiles, importable, lintable, typed } from "./check/changed.ts";
import { vitestCounts } from "./check/counts.ts";
import { vitestFailures } from "./check/failed.ts";
import { type Step, runLanes, sayAll } from "./check/steps.ts";

const { base, files } = lookForChanges();
const linted = files.filter(lintable);
const architecture = readdirSync("test/architecture")
  .filter((name) => name.endsWith(".test.ts"))
  .map((name) => `test/architecture/${name}`);

const FORMAT: Step = {
  name: "format",
  command: ["prettier", "--check", "--log-level", "warn", "--ignore-unknown", ...files],
};
const LINT: Step = {
  name: "lint",
  command: ["eslint", "--max-warnings", "0", "--config", "build/eslint.config.js", ...linted],
};
const TYPES: Step = {
  name: "types",
  command: [
    ...["vue-tsc", "--noEmit"],
    ...["--incremental", "--tsBuildInfoFile", "out/quick-check.tsbuildinfo"],
  ],
};
const TESTS: Step = {
  name: "tests",
  command: [
    ...["bash", "build/session.sh", "vitest", "related", "--run"],
    ...["--config", "test/vitest.config.ts"],
    ...["--project=renderer", "--project=node", "--project=alone"],
    ...["--reporter=dot", "--reporter=./build/check/vitest-progress.ts"],
    ...["--reporter=json", "--outputFile.json=out/quick-check.json"],
    ...architecture,
    ...files.filter(importable),
  ],
  report: { file: "out/quick-check.json", counts: vitestCounts, failures: vitestFailures },
};

function lookForChanges(): ReturnType<typeof changedFiles> {
  try {
    return changedFiles(process.cwd(), process.argv[2]);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}

console.log(`${files.length} files changed since ${base}`);
if (files.length > 0) {
  const still = [
    FORMAT,
    ...(files.some(typed) ? [TYPES] : []),
    ...(linted.length > 0 ? [LINT] : []),
  ];
  await runLanes(still, [TESTS]);
}
sayAll();
