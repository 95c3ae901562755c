import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import type { Plan, Report } from "./protocol.ts";

type Opened = Extract<Report, { is: "open" }>;

/** A kiosk as a process of its own; it ends by being killed. */
export interface KioskProcess {
  /** null: it died before. */
  readonly opened: Promise<Opened | null>;
  /** Lets the customers come. */
  go(): void;
  kill(): void;
  /** All that it said, once it is dead. */
  readonly ended: Promise<{
    readonly reports: readonly Report[];
    /** Its last words, on standard error. */
    readonly words: string;
    readonly signal: NodeJS.Signals | null;
  }>;
}

/** Starts the kiosk of `plan` on the session bus at `busAddress`; code is compiled once, into `cache`. */
export function startKiosk(plan: Plan, busAddress: string, cache: string): KioskProcess {
  const program = path.join(import.meta.dirname, "die-at-work.ts");
  const words = ["--pdeathsig", "KILL", process.execPath, program, JSON.stringify(plan)];
  const child: ChildProcess = spawn("setpriv", words, {
    env: { ...process.env, DBUS_SESSION_BUS_ADDRESS: busAddress, NODE_COMPILE_CACHE: cache },
    stdio: ["pipe", "ignore", "pipe", "pipe"],
  });
  const opened = Promise.withResolvers<Opened | null>();
  const reports: Report[] = [];
  const complaints: Buffer[] = [];
  child.stderr?.on("data", (part: Buffer) => complaints.push(part));
  child.stdin?.on("error", () => undefined); // it may be dead already
  createInterface({ input: child.stdio[3] as Readable }).on("line", (line) => {
    const report = JSON.parse(line) as Report;
    reports.push(report);
    if (report.is === "open") opened.resolve(report);
  });
  const ended = once(child, "close").then(() => {
    opened.resolve(null);
    const words = Buffer.concat(complaints).toString();
    return { reports, words, signal: child.signalCode };
  });
  return {
    opened: opened.promise,
    go: () => void child.stdin?.write("go\n"),
    kill: () => void child.kill("SIGKILL"),
    ended,
  };
}
