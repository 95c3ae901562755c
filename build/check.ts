/**
 * Every check of the project, in the order that tells most soonest. Each is one line when it passes
 * and its own output when it fails; a failure stops none of the others, and none has a limit of time
 * as a whole. What still runs, and how far it is, is told every 20 s. Last lines: the names of the
 * failed tests and the numbers of all.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import {
  type Counts,
  NONE,
  add,
  countOf,
  playwrightCounts,
  skipReason,
  summary,
  vitestCounts,
} from "./check/counts.ts";
import { playwrightFailures, vitestFailures } from "./check/failed.ts";
import { leftovers } from "./check/leftovers.ts";
import { PROGRESS_FILE, forgetProgress, readProgress } from "./check/progress.ts";

interface Step {
  readonly name: string;
  readonly command: readonly string[];
  /** Reads the runner's report, in out/; without it the step counts as one. */
  readonly report?: {
    readonly file: string;
    readonly counts: (report: unknown, exitCode: number) => Counts;
    readonly failures: (report: unknown) => readonly string[];
  };
}

/** Milliseconds between two lines that tell what still runs. */
const TOLD_EVERY = 20_000;

/** One core's work for longer than the other static checks take together, so it runs beside them and beside the first tests. */
const LINT: Step = {
  name: "lint",
  command: ["eslint", "--max-warnings", "0", "--config", "build/eslint.config.js", "."],
};

/** One after the other: each keeps what lint leaves of two cores busy, and the tests need what the build made. */
const STEPS: readonly Step[] = [
  { name: "types", command: ["vue-tsc", "--noEmit"] },
  { name: "format", command: ["prettier", "--check", "--log-level", "warn", "."] },
  { name: "unused code", command: ["knip", "--config", "build/knip.jsonc"] },
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

// All that a check starts or writes is known by this folder, and is looked for there afterwards. Its
// name is short because sockets lie below it.
const temporary = mkdtempSync("/tmp/kiosk-check-");
process.on("exit", () => {
  rmSync(temporary, { recursive: true, force: true });
});

const running = new Set<ChildProcess>();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => {
    for (const child of running) child.kill(signal);
    process.exit(1);
  });
}

/** The caller's environment without desktop, keyring and kiosk settings: each check has its own. */
function environment(): NodeJS.ProcessEnv {
  const own =
    /^(?:DISPLAY|WAYLAND_DISPLAY|XAUTHORITY|DBUS_SESSION_BUS_ADDRESS|SESSION_SCREEN|KIOSK_(?!RUNTIME$).*|FORCE_COLOR|NO_COLOR)$/;
  return {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name))),
    [process.stdout.isTTY ? "FORCE_COLOR" : "NO_COLOR"]: "1",
    TMPDIR: temporary,
    XDG_CONFIG_HOME: join(temporary, "config"),
  };
}

interface Ending {
  readonly exitCode: number;
  readonly output: string;
}

async function execute(
  [program = "", ...rest]: readonly string[],
  progressFile: string,
): Promise<Ending> {
  return new Promise((end) => {
    const child = spawn(program, rest, {
      env: { ...environment(), [PROGRESS_FILE]: progressFile },
      stdio: ["ignore", "pipe", "pipe"],
    });
    running.add(child);
    const output: Buffer[] = [];
    child.stdout.on("data", (part: Buffer) => output.push(part));
    child.stderr.on("data", (part: Buffer) => output.push(part));
    child.on("error", (error) => {
      end({ exitCode: 1, output: error.message });
    });
    child.on("close", (code) => {
      running.delete(child);
      end({ exitCode: code ?? 1, output: Buffer.concat(output).toString() });
    });
  });
}

function readReport(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null; // the runner ended before it wrote one
  }
}

const inWork = new Map<string, { readonly begun: number; readonly progressFile: string }>();

function tellWhatRuns(): void {
  const parts = [...inWork].map(([name, { begun, progressFile }]) => {
    const seconds = Math.round((performance.now() - begun) / 1000);
    return [name, readProgress(progressFile), `(${seconds} s)`].filter(Boolean).join(" ");
  });
  if (parts.length > 0) console.log(`…      ${parts.join("; ")}`);
}

let total = NONE;
const failures: string[] = [];

function tell(name: string, counts: Counts, begun: number, output: string, note = ""): void {
  total = add(total, counts);
  const seconds = `${((performance.now() - begun) / 1000).toFixed(1)} s`;
  const many = counts.passed + counts.failed + counts.skipped > 1 ? summary(counts) : note;
  const mark = counts.failed > 0 ? "FAILED" : note === "" ? "ok    " : "-     ";
  console.log(`${mark} ${name.padEnd(14)} ${seconds.padStart(7)}  ${many}`.trimEnd());
  if (counts.failed > 0) console.log(output.trimEnd().replaceAll(/^/gm, "       "));
}

async function run({ name, command, report }: Step): Promise<void> {
  const begun = performance.now();
  if (report) rmSync(report.file, { force: true });
  if (process.stdout.isTTY) process.stdout.write(`…      ${name}\r`);
  const progressFile = resolve("out", `${name.replaceAll(" ", "-")}.progress`);
  inWork.set(name, { begun, progressFile });
  const { exitCode, output } = await execute(command, progressFile);
  inWork.delete(name);
  forgetProgress(progressFile);
  const skipped = skipReason(exitCode, output);
  if (skipped !== null) {
    tell(name, NONE, begun, output, skipped);
    return;
  }
  const found = report ? readReport(report.file) : null;
  const counts = report ? report.counts(found, exitCode) : countOf(exitCode);
  tell(name, counts, begun, output);
  const named = report?.failures(found) ?? [];
  if (counts.failed > 0) failures.push(...(named.length > 0 ? named : [name]));
}

async function runInTurn(steps: readonly Step[]): Promise<void> {
  for (const step of steps) await run(step);
}

mkdirSync("out", { recursive: true });
mkdirSync(join(temporary, "config"), { mode: 0o700 });
const telling = setInterval(tellWhatRuns, TOLD_EVERY);
await Promise.all([run(LINT), runInTurn(STEPS)]);
clearInterval(telling);

const begun = performance.now();
rmSync(join(temporary, "config"), { recursive: true });
const left = await leftovers(temporary);
tell("nothing left", countOf(left.length), begun, left.join("\n"));

failures.push(...left.map((each) => `left behind: ${each}`));
for (const each of failures) console.log(`FAILED ${each}`);
console.log(summary(total));
process.exitCode = total.failed === 0 ? 0 : 1;
