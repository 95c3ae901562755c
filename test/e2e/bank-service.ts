import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { bankDatabase } from "./bank-database.ts";
import type { BankDatabase } from "./bank-database.ts";
import { projectRoot } from "./kiosk.ts";
import { configured, makeProfile } from "./profile.ts";
import type { Profile } from "./profile.ts";

/** The bank's service on this machine, with the demo customers and a PostgreSQL of its own. */
export interface BankService extends BankDatabase {
  readonly dataDir: string;
  /** A branch's kiosk, joined and approved by 保守 and 役席; its profile goes with the caller. */
  branch(name: string, branch?: string): Promise<Profile>;
  /** Has 保守 revoke the kiosk of a branch. */
  revoke(name: string): Promise<void>;
  close(): Promise<void>;
}

const preparation = path.join(import.meta.dirname, "prepare-bank.ts");
const program = path.join(projectRoot, "main/service/command-line/service.ts");
const kioskProgram = path.join(projectRoot, "main/command-line/kiosk.ts");
/** Compiled from their sources anew, the service and the commands take twice the processor's time to start. */
const compiled = { NODE_COMPILE_CACHE: path.join(projectRoot, "node_modules/.cache/node") };
const maintainer = ["300001", "957246"];
const approver = ["200001", "846135"];

/** `customers`: whether those of a shared kiosk are registered, too. */
export async function startBankService({ customers = false } = {}): Promise<BankService> {
  const folder = await mkdtemp(path.join(tmpdir(), "bank-"));
  // PostgreSQL's own user goes through it, where root runs the tests.
  await chmod(folder, 0o711);
  const [config, dataDir] = [path.join(folder, "service.yaml"), path.join(folder, "data")];
  await writeFile(
    config,
    "demo: true\nservice:\n  listen: { host: 127.0.0.1, port: 0 }\n  metricsPort: 0\n",
  );
  const env = {
    ...{ PATH: process.env["PATH"] ?? "", HOME: folder, LANG: "C.UTF-8" },
    ...{ SERVICE_DATA_DIR: dataDir, SERVICE_CONFIG: config, ...compiled },
  };
  await run([preparation, ...(customers ? ["customers"] : [])], env, []);
  const service = spawn(process.execPath, [program], { env, stdio: ["ignore", "pipe", "inherit"] });
  const told = new Map<string, string>();
  for await (const line of createInterface(service.stdout)) {
    const [name = "", ...words] = line.split(/\s+/);
    told.set(name, words.join(""));
    if (name === "Identity") break;
  }
  const host = (told.get("Kiosks") ?? "").replace("https://", "");
  const fingerprint = told.get("Identity") ?? "";
  const kiosks = new Map<string, string>();
  const command = async (...words: readonly string[]) => run([program, ...words], env, []);
  const decide = async (verb: string, name: string, lines: readonly string[]) =>
    run([program, verb, kiosks.get(name) ?? ""], env, lines);
  return {
    ...{ dataDir, ...bankDatabase(dataDir) },
    async branch(name, branch = name) {
      const profile = await makeProfile();
      const config = {
        ...profile.config,
        kiosk: { name, branch },
        service: { hosts: [host] },
      };
      const env = { ...profile.env, ...(await configured({ ...profile, config }, {})) };
      await run(
        [kioskProgram, "join", `https://${host}#${fingerprint}`],
        { ...env, ...compiled },
        [],
      );
      const listed = await command("kiosks");
      const line = listed.split("\n").find((each) => each.includes(name)) ?? "";
      kiosks.set(name, line.split(/\s+/).at(-1) ?? "");
      await decide("approve", name, [...maintainer, ...approver]);
      return { ...profile, config, env };
    },
    async revoke(name) {
      await decide("revoke", name, maintainer);
    },
    async close() {
      const ended = once(service, "exit");
      service.kill("SIGTERM");
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Runs a program of the project to its end; throws where it ends with another code than 0. */
async function run(
  words: readonly string[],
  env: Record<string, string>,
  lines: readonly string[],
): Promise<string> {
  const child = spawn(process.execPath, words, { env, cwd: projectRoot, stdio: "pipe" });
  const ended = once(child, "exit") as Promise<[number | null]>;
  child.stdin.end(lines.map((line) => `${line}\n`).join(""));
  const [told, complained, [code]] = await Promise.all([
    ...[text(child.stdout), text(child.stderr)],
    ended,
  ] as const);
  if (code !== 0) throw new Error(`${words.slice(1, 2).join("")}: ${complained}${told}`);
  return told;
}
