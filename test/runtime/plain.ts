import { spawn } from "node:child_process";
import { once } from "node:events";
import { commandFor } from "./launch.ts";

/** The fixture app, running without Playwright. */
export interface PlainApp {
  readonly child: ReturnType<typeof spawn>;
  /** Its exit code or the signal that has ended it, when its output is closed. */
  readonly ended: Promise<[code: number | null, signal: NodeJS.Signals | null]>;
  /** What it has written so far; its record is printed line by line. */
  readonly output: () => string;
}

/** Starts the fixture app; `flags` are those of the command line beside its own. */
export async function startPlainly(
  userData: string,
  env: NodeJS.ProcessEnv = {},
  change: (args: string[]) => string[] = (args) => args,
): Promise<PlainApp> {
  const { executablePath, args } = await commandFor(userData);
  const child = spawn(executablePath, change(args), {
    env: { ...process.env, FIXTURE_PRINT: "1", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (chunk: string) => (output += chunk));
  }
  const ended = once(child, "close") as PlainApp["ended"];
  return { child, ended, output: () => output };
}
