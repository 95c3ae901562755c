import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, inject, onTestFinished } from "vitest";
import type { AgedClock } from "./aged-kiosk.ts";
import type { Secrets } from "./busy-kiosk.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const session = join(import.meta.dirname, "../../build/session.sh");
const programs = inject("programs");
export const commandLine = join(programs, "kiosk.mjs");

function startSession(dataDir: string, program: string, words: readonly string[]) {
  return startProgram(dataDir, "bash", [session, process.execPath, program, ...words]);
}

function startProgram(dataDir: string, program: string, words: readonly string[]) {
  return spawn(program, words, {
    env: {
      PATH: process.env["PATH"],
      NODE_COMPILE_CACHE: process.env["NODE_COMPILE_CACHE"],
      // An empty one names no file.
      KIOSK_CONFIG: process.env["KIOSK_CONFIG"] ?? "",
      // A screen that isn't there: it keeps the session from starting a virtual one.
      ...{ DISPLAY: ":999", HOME: dataDir, KIOSK_DATA_DIR: dataDir, INIT_CWD: join(dataDir, "..") },
    },
    stdio: ["pipe", "pipe", "pipe"],
  });
}

interface Ending {
  readonly code: number | null;
  /** On standard output and error. */
  readonly said: string;
}

interface BusyKiosk {
  readonly secrets: Secrets;
  /** What it has said so far. */
  said(): string;
  stop(): Promise<void>;
}

/** Runs one command of the kiosk's command line; gives its exit code and what it said. */
export async function kiosk(dataDir: string, ...words: readonly string[]): Promise<Ending> {
  return kioskTold(dataDir, "", ...words);
}

/** The same, with `input` on standard input. */
export async function kioskTold(
  dataDir: string,
  input: string,
  ...words: readonly string[]
): Promise<Ending> {
  const child = startSession(dataDir, commandLine, words);
  // One that is refused at once may be gone before it has read its input.
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  return endingOf(child);
}

async function endingOf(child: ReturnType<typeof startProgram>): Promise<Ending> {
  const exit = once(child, "exit");
  const said = (await text(child.stdout)) + (await text(child.stderr));
  await exit;
  return { code: child.exitCode, said };
}

/** Whether a terminal can be made: an empty root has no file system of terminals. */
export const canOpenTerminal =
  spawnSync("script", ["-qec", "true", "/dev/null"], { stdio: "ignore" }).status === 0;

/** The same at a terminal, where each answer is typed once its question stands there. */
export async function kioskAsked(
  dataDir: string,
  answers: readonly (readonly [question: RegExp, answer: string])[],
  ...words: readonly string[]
): Promise<Ending> {
  const line = ["bash", session, process.execPath, commandLine, ...words].join(" ");
  const child = startProgram(dataDir, "script", ["-qec", line, "/dev/null"]);
  const exit = once(child, "exit");
  const waiting = [...answers];
  let said = "";
  let heard = "";
  child.stdout.on("data", (part: Buffer) => {
    said += part.toString();
    heard += part.toString();
    const [question, answer] = waiting[0] ?? [];
    if (question?.test(heard) !== true) return;
    heard = "";
    waiting.shift();
    child.stdin.write(`${answer ?? ""}\r`);
  });
  await exit;
  return { code: child.exitCode, said };
}

/** Starts one, to be killed; its files may take `mostKibibytes` each, as on a disk that fills up. */
export function startKiosk(
  dataDir: string,
  words: readonly string[],
  mostKibibytes: number | "unlimited" = "unlimited",
): { kill(): Promise<void>; readonly ending: Promise<Ending> } {
  const line = `ulimit -f ${String(mostKibibytes)} && exec bash "$@"`;
  const command = [session, process.execPath, commandLine, ...words];
  const child = startProgram(dataDir, "bash", ["-c", line, "bash", ...command]);
  const ending = endingOf(child);
  return {
    async kill() {
      child.kill("SIGKILL");
      await ending;
    },
    ending,
  };
}

/** A kiosk at work, once it serves. */
export async function busyKiosk(dataDir: string): Promise<BusyKiosk> {
  const secretsFile = join(temporaryFolder(), "secrets.json");
  const child = startSession(dataDir, join(programs, "busy-kiosk.mjs"), [dataDir, secretsFile]);
  onTestFinished(() => void child.stdin.end());
  let said = "";
  child.stdout.on("data", (part: Buffer) => (said += part.toString()));
  child.stderr.on("data", (part: Buffer) => (said += part.toString()));
  const exit = once(child, "exit");
  await Promise.race([once(child.stdout, "data"), exit]);
  expect(said).toBe("serving\n");
  return {
    secrets: JSON.parse(readFileSync(secretsFile, "utf8")) as Secrets,
    said: () => said,
    stop: async () => {
      child.stdin.end();
      expect(await exit).toEqual([0, null]);
    },
  };
}

/** A kiosk with such a clock: it serves, then `work` is done, then it is closed. */
export async function agedKiosk(
  dataDir: string,
  clock: AgedClock,
  work: () => Promise<void>,
): Promise<void> {
  const program = join(programs, "aged-kiosk.mjs");
  const child = startSession(dataDir, program, [dataDir, JSON.stringify(clock)]);
  onTestFinished(() => void child.stdin.end());
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (part: Buffer) => (said += part.toString()));
  }
  const exit = once(child, "exit");
  await Promise.race([once(child.stdout, "data"), exit]);
  expect(said).toBe("served\n");
  await work();
  child.stdin.end();
  expect(await exit).toEqual([0, null]);
}

/** An empty data folder, alone in a folder of its own. */
export function dataFolder(): string {
  const folder = join(temporaryFolder(), "data");
  mkdirSync(folder, { mode: 0o700 });
  return folder;
}

/** Leaves what a kiosk of the demo profile has after some customers. */
export async function servedOnce(dataDir: string): Promise<void> {
  const kiosk = await busyKiosk(dataDir);
  await kiosk.stop();
}
