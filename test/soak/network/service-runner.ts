import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { stringify } from "yaml";

const program = path.resolve(import.meta.dirname, "../../../main/service/command-line/service.ts");
/** EX_UNAVAILABLE: no database at the start. */
const noDatabase = 69;
const betweenStartsMs = 500;
const endsWithinMs = 60_000;

/** A service that a supervisor starts again whenever it ends, as systemd does. */
export interface ServiceRunner {
  readonly dataDir: string;
  readonly configFile: string;
  /** The port where it listens; null: it doesn't now. */
  port(): number | null;
  /** The fingerprint of its key. */
  fingerprint(): string;
  /** Resolves once it serves. */
  ready(): Promise<void>;
  signal(name: "SIGKILL" | "SIGSTOP" | "SIGCONT"): void;
  /** Ends it in order; it starts again by itself. */
  exchange(): Promise<void>;
  /** Ends that nobody has asked for. */
  readonly troubles: readonly string[];
  close(): Promise<void>;
}

/** Starts the service `name` of the configuration `stated` in `folder`. */
export function runService(folder: string, name: string, stated: object): ServiceRunner {
  const dataDir = path.join(folder, name);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const configFile = path.join(folder, `${name}.yaml`);
  writeFileSync(configFile, stringify(stated));
  const troubles: string[] = [];
  let child: ChildProcess | null = null;
  let [port, fingerprint]: [number | null, string] = [null, ""];
  let isClosed = false;
  let expected: number | NodeJS.Signals | null = null;
  let [ready, waiting] = [Promise.withResolvers<undefined>(), false];

  const runOnce = async (): Promise<void> => {
    const started = spawn("setpriv", ["--pdeathsig", "KILL", process.execPath, program], {
      env: {
        ...{ PATH: process.env["PATH"], LANG: "C.UTF-8", HOME: folder },
        ...{ NODE_COMPILE_CACHE: path.join(folder, "compiled"), TMPDIR: process.env["TMPDIR"] },
        ...{ SERVICE_CONFIG: configFile, SERVICE_DATA_DIR: dataDir },
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    child = started;
    const ended = once(started, "exit") as Promise<[number | null, NodeJS.Signals | null]>;
    let [said, complained] = ["", ""];
    started.stderr.on("data", (part: Buffer) => (complained += part.toString()));
    started.stdout.on("data", (part: Buffer) => {
      said += part.toString();
      const identity = /^Identity {3}(.*)\n/m.exec(said)?.[1];
      if (identity === undefined || port !== null) return;
      fingerprint = identity.replaceAll(" ", "");
      port = Number(/^Kiosks .*:(\d+)$/m.exec(said)?.[1]);
      ready.resolve(undefined);
    });
    const [code, signal] = await ended;
    port = null;
    ready = Promise.withResolvers<undefined>();
    const isAsked = expected !== null && (signal === expected || code === expected);
    expected = null;
    if (isAsked || isClosed) return;
    if (code !== noDatabase) {
      troubles.push(`${name} ended by itself: ${String(code ?? signal)} ${complained.slice(-500)}`);
    }
    waiting = true;
    await pause(betweenStartsMs);
    waiting = false;
  };
  const run = async (): Promise<void> => {
    while (!isClosed) await runOnce();
  };
  const running = run();
  return {
    ...{ dataDir, configFile, troubles },
    port: () => port,
    fingerprint: () => fingerprint,
    async ready() {
      while (port === null) await Promise.race([ready.promise, pause(200)]);
    },
    signal(name) {
      if (name === "SIGKILL") expected = name;
      child?.kill(name);
    },
    async exchange() {
      if (child === null || waiting) return;
      expected = 0;
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      // As systemd does; the end by a signal is a trouble then.
      const last = setTimeout(() => child?.kill("SIGKILL"), endsWithinMs);
      await ended;
      clearTimeout(last);
    },
    async close() {
      isClosed = true;
      child?.kill("SIGCONT");
      child?.kill("SIGTERM");
      const last = setTimeout(() => child?.kill("SIGKILL"), endsWithinMs);
      await running;
      clearTimeout(last);
    },
  };
}
