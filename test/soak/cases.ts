import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { projectRoot } from "../e2e/kiosk.ts";

/** What a run of property tests came to. */
export interface CaseFigures {
  /** Properties that held in every one of their cases. */
  readonly held: number;
  /** The others, each with its counter-example. */
  readonly losses: readonly string[];
}

/** The parts of Vitest's JSON report that are read here. */
interface Report {
  readonly testResults: readonly {
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

/** Runs the property tests of `test/bridge/` at `place` with `cases` cases each, which are other ones at every run. */
export async function bridgeCases(place: string, cases: number): Promise<CaseFigures> {
  const folder = await mkdtemp(path.join(tmpdir(), "soak-"));
  const file = path.join(folder, "report.json");
  const words = [
    ...[path.join(projectRoot, "node_modules/vitest/vitest.mjs"), "run"],
    ...["--config", "test/vitest.config.ts", `test/bridge/${place}`],
    ...["--reporter=json", `--outputFile=${file}`],
  ];
  try {
    const failure = await promisify(execFile)(process.execPath, words, {
      cwd: projectRoot,
      env: { ...process.env, BRIDGE_CASES: String(cases) },
      maxBuffer: Infinity,
    }).then(
      () => null,
      (error: unknown) => String(error),
    );
    const report = await readFile(file, "utf8").then(
      (text) => JSON.parse(text) as Report,
      () => null,
    );
    const results = report?.testResults.flatMap((each) => each.assertionResults) ?? [];
    const losses = results
      .filter(({ status }) => status !== "passed")
      .map(({ fullName, failureMessages }) => [fullName, ...failureMessages].join("\n"));
    // A file that can't be loaded, or an error outside of every test, is no result of a test.
    if (losses.length === 0 && (failure !== null || results.length === 0)) {
      losses.push(failure ?? `there is no test at ${place}`);
    }
    return { held: results.filter(({ status }) => status === "passed").length, losses };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
