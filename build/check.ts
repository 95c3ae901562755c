/**
 * Every check of the project, in the order that tells most soonest. Each is one line when it passes
 * and its own output when it fails; a failure stops none of the others. Last line: the numbers of all
 * of them.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
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
import { leftovers } from "./check/leftovers.ts";

interface Step {
  readonly name: string;
  readonly command: readonly string[];
  /** Reads the runner's report, in out/; without it the step counts as one. */
  readonly report?: {
    readonly file: string;
    readonly counts: (report: unknown, exitCode: number) => Counts;
  };
}

const MINUTE = 60_000;
const cores = 2;

/** These touch nothing in common, so they share the cores. The longest come first. */
const STATIC: readonly Step[] = [
  {
    name: "lint",
    command: ["eslint", "--max-warnings", "0", "--config", "build/eslint.config.js", "."],
  },
  { name: "types", command: ["vue-tsc", "--noEmit"] },
  { name: "format", command: ["prettier", "--check", "--log-level", "warn", "."] },
  { name: "unused code", command: ["knip", "--config", "build/knip.jsonc"] },
  { name: "build", command: ["node", "build/bundle.ts"] },
  { name: "advisories", command: ["node", "build/check/audit.ts"] },
];

/** These measure time, or need what the build made: one after the other. */
const TESTS: readonly Step[] = [
  // Where Electron's binary can be had it is fetched now, and not within the time limit of a journey.
  { name: "runtime", command: ["node", "build/runtime/find-runtime.ts"] },
  {
    name: "tests",
    command: [
      ...["bash", "build/session.sh", "vitest", "run", "--config", "test/vitest.config.ts"],
      ...["--reporter=dot", "--reporter=json", "--outputFile.json=out/vitest.json"],
    ],
    report: { file: "out/vitest.json", counts: vitestCounts },
  },
  {
    name: "gallery",
    command: ["playwright", "test", "--config", "test/gallery/playwright.config.ts"],
    report: { file: "out/gallery.json", counts: playwrightCounts },
  },
  {
    name: "journeys",
    command: [
      ...["bash", "build/session.sh", "playwright", "test"],
      ...["--config", "test/e2e/playwright.config.ts"],
    ],
    report: { file: "out/playwright.json", counts: playwrightCounts },
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

async function execute([program = "", ...rest]: readonly string[]): Promise<Ending> {
  return new Promise((resolve) => {
    const child = spawn(program, rest, {
      env: environment(),
      stdio: ["ignore", "pipe", "pipe"],
      timeout: 20 * MINUTE,
    });
    running.add(child);
    const output: Buffer[] = [];
    child.stdout.on("data", (part: Buffer) => output.push(part));
    child.stderr.on("data", (part: Buffer) => output.push(part));
    child.on("error", (error) => {
      resolve({ exitCode: 1, output: error.message });
    });
    child.on("close", (code) => {
      running.delete(child);
      resolve({ exitCode: code ?? 1, output: Buffer.concat(output).toString() });
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

let total = NONE;

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
  const { exitCode, output } = await execute(command);
  const skipped = skipReason(exitCode, output);
  if (skipped !== null) {
    tell(name, NONE, begun, output, skipped);
    return;
  }
  const counts = report ? report.counts(readReport(report.file), exitCode) : countOf(exitCode);
  tell(name, counts, begun, output);
}

async function runSideBySide(steps: readonly Step[]): Promise<void> {
  const waiting = [...steps];
  const work = async (): Promise<void> => {
    for (let step = waiting.shift(); step; step = waiting.shift()) await run(step);
  };
  await Promise.all(Array.from({ length: cores }, work));
}

mkdirSync("out", { recursive: true });
mkdirSync(join(temporary, "config"), { mode: 0o700 });
await runSideBySide(STATIC);
for (const step of TESTS) await run(step);

const begun = performance.now();
rmSync(join(temporary, "config"), { recursive: true });
const left = await leftovers(temporary);
tell("nothing left", countOf(left.length), begun, left.join("\n"));

console.log(summary(total));
process.exitCode = total.failed === 0 ? 0 : 1;
