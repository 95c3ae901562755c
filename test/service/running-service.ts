/** The service as its own process, and its commands, over one data folder. */
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { inject } from "vitest";
import { stringify } from "yaml";

const program = join(inject("programs"), "service.mjs");

export interface Ending {
  readonly code: number | null;
  readonly said: string;
  readonly complained: string;
}

/** Where a service has its data and its configuration. */
export interface Home {
  readonly folder: string;
  readonly dataDir: string;
  readonly port: number;
  readonly metricsPort: number;
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/**
 * The home of a service of the demo profile in `folder`, which PostgreSQL's user can get to; `stated`: more keys, and
 * `ofService`: more of the section `service`.
 */
export async function homeIn(
  folder: string,
  stated: object = {},
  ofService: object = {},
): Promise<Home> {
  const dataDir = join(folder, "data");
  mkdirSync(dataDir, { recursive: true });
  execFileSync("chmod", ["711", folder]);
  const [port, metricsPort] = [await freePort(), await freePort()];
  const service = { listen: { port }, metricsPort, ...ofService };
  writeFileSync(join(folder, "service.yaml"), stringify({ demo: true, service, ...stated }));
  return { folder, dataDir, port, metricsPort };
}

function start({ folder, dataDir }: Home, words: readonly string[]) {
  return spawn(process.execPath, [program, ...words], {
    env: {
      ...{ PATH: process.env["PATH"], NODE_COMPILE_CACHE: process.env["NODE_COMPILE_CACHE"] },
      ...{ SERVICE_CONFIG: join(folder, "service.yaml"), SERVICE_DATA_DIR: dataDir },
      ...{ HOME: folder, INIT_CWD: folder },
    },
    stdio: ["pipe", "pipe", "pipe"],
  });
}

/** Runs one command, with `input` on standard input. */
export async function command(
  home: Home,
  input: string,
  ...words: readonly string[]
): Promise<Ending> {
  const child = start(home, words);
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  const exit = once(child, "exit");
  const [said, complained] = await Promise.all([text(child.stdout), text(child.stderr)]);
  await exit;
  return { code: child.exitCode, said, complained };
}

export interface Running {
  readonly said: string;
  /** Ends it; answers its exit code. */
  kill(signal: "SIGTERM" | "SIGKILL"): Promise<number | null>;
}

/** A service that serves. */
export async function serving(home: Home): Promise<Running> {
  const child = start(home, []);
  const exit = once(child, "exit");
  let said = "";
  const ready = new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (part: Buffer) => {
        said += part.toString();
        if (said.includes("Identity")) resolve();
      });
    }
    void exit.then(() => {
      reject(new Error(said));
    });
  });
  await ready;
  return {
    said,
    async kill(signal) {
      child.kill(signal);
      await exit;
      return child.exitCode;
    },
  };
}
