import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { inject } from "vitest";
import type { Order, Report } from "./open-vault-program.ts";

const program = join(inject("programs"), "open-vault-program.mjs");
const session = join(import.meta.dirname, "../../build/session.sh");

export const firstStart: Order = { service: "kiosk-contract", fingerprint: null, timeoutMs: 3_000 };

/** A screen that isn't there: it keeps the session from starting a virtual one that nobody looks at. */
export const noScreen = { DISPLAY: ":999" };

export async function run(
  order: Order,
  wrapper: readonly string[],
  environment: Readonly<Record<string, string>>,
  nodeOptions: readonly string[] = [],
): Promise<Report> {
  const [command, ...words] = [...wrapper, process.execPath, ...nodeOptions, program];
  const { stdout } = await promisify(execFile)(command, [...words, JSON.stringify(order)], {
    env: {
      PATH: process.env["PATH"],
      NODE_COMPILE_CACHE: process.env["NODE_COMPILE_CACHE"],
      ...environment,
    },
  });
  return JSON.parse(stdout) as Report;
}

/** A gnome-keyring on a private bus, its files in `folder`; what it keeps stays from run to run. */
export function withKeyring(
  folder: string,
  order: Order,
  nodeOptions: readonly string[] = [],
): Promise<Report> {
  const environment = { ...noScreen, HOME: folder, KIOSK_DATA_DIR: folder };
  return run(order, ["bash", session], environment, nodeOptions);
}
