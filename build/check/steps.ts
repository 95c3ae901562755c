/**
 * Runs checks as programs of their own. Each is one line when it passes and its own output when it fails;
 * a failure stops none of the others. What still runs, and how far it is, is said every 20 s. Last lines:
 * the names of the failed tests and the numbers of all.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Counts, NONE, add, countOf, skipReason, summary } from "./counts.ts";
import { PROGRESS_FILE, forgetProgress, readProgress } from "./progress.ts";

export interface Step {
  readonly name: string;
  readonly command: readonly string[];
  /** Reads the runner's report, in out/; without it the step counts as one. */
  readonly report?: {
    readonly file: string;
    readonly counts: (report: unknown, exitCode: number) => Counts;
    readonly failures: (report: unknown) => readonly string[];
  };
}

interface Ending {
  readonly exitCode: number;
  readonly output: string;
}

/** Milliseconds between two lines that say what still runs. */
const SAID_EVERY = 20_000;

// All that a check starts or writes is known by this folder. Its name is short because sockets lie below it.
const temporary = mkdtempSync("/tmp/kiosk-check-");
// PostgreSQL's own user goes through it to its cluster, where root runs the tests.
chmodSync(temporary, 0o711);
const configuration = join(temporary, "config");
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
    XDG_CONFIG_HOME: configuration,
  };
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

function sayWhatRuns(): void {
  const parts = [...inWork].map(([name, { begun, progressFile }]) => {
    const seconds = Math.round((performance.now() - begun) / 1000);
    return [name, readProgress(progressFile), `(${seconds} s)`].filter(Boolean).join(" ");
  });
  if (parts.length > 0) console.log(`…      ${parts.join("; ")}`);
}

let total = NONE;
const failures: string[] = [];

function sayEnded(name: string, counts: Counts, begun: number, output: string, note = ""): void {
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
    sayEnded(name, NONE, begun, output, skipped);
    return;
  }
  const found = report ? readReport(report.file) : null;
  const counts = report ? report.counts(found, exitCode) : countOf(exitCode);
  sayEnded(name, counts, begun, output);
  const named = report?.failures(found) ?? [];
  if (counts.failed > 0) failures.push(...(named.length > 0 ? named : [name]));
}

async function runInTurn(steps: readonly Step[]): Promise<void> {
  for (const step of steps) await run(step);
}

/** Runs the steps of each lane one after the other, the lanes side by side. */
export async function runLanes(...lanes: readonly (readonly Step[])[]): Promise<void> {
  mkdirSync("out", { recursive: true });
  mkdirSync(configuration, { mode: 0o700 });
  const saying = setInterval(sayWhatRuns, SAID_EVERY);
  await Promise.all(lanes.map(runInTurn));
  clearInterval(saying);
  rmSync(configuration, { recursive: true });
}

/** One more check after the lanes: `look` names what the steps have left in their folder. */
export async function lookFor(
  name: string,
  look: (folder: string) => Promise<readonly string[]>,
): Promise<void> {
  const begun = performance.now();
  const found = await look(temporary);
  sayEnded(name, countOf(found.length), begun, found.join("\n"));
  failures.push(...found.map((each) => `left behind: ${each}`));
}

/** The last lines; decides the exit code. */
export function sayAll(): void {
  for (const each of failures) console.log(`FAILED ${each}`);
  console.log(summary(total));
  process.exitCode = total.failed === 0 ? 0 : 1;
}
