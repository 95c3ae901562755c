/** The kiosk's command line; `usage` tells its commands. Ends with 0, with 1 for a refusal, else as sysexits.h says. */
import { homedir } from "node:os";
import path from "node:path";
import { ok } from "../../preload/contract/result.ts";
import type { Result } from "../../preload/contract/result.ts";
import { systemClock } from "../adapters/system-clock.ts";
import { readEnvironment } from "../config/environment.ts";
import { loadConfig } from "../config/load-config.ts";
import type { ConfigProblem } from "../config/load-config.ts";
import { backup, restore, verify } from "./commands.ts";
import type { CommandRefusal } from "./commands.ts";
import type { KioskPlace } from "./stores.ts";
import { usage, worded } from "./words.ts";

/** EX_USAGE and EX_CONFIG of sysexits.h. */
const exitCodes = { usage: 64, config: 78 } as const;

type Command = (place: KioskPlace) => Promise<Result<string, CommandRefusal>>;

/** The command that the arguments name, with the sentence that it ends in; null: none. */
function commandOf([name, argument, ...more]: readonly string[]): Command | null {
  if (argument === undefined || more.length > 0) return null;
  // npm runs it in the project's folder, but whoever called npm names files from their own.
  const file = path.resolve(process.env["INIT_CWD"] ?? ".", argument);
  if (name === "journal" && argument === "verify") {
    return async (place) => said(await verify(place), (rows) => `${String(rows)} rows, all whole.`);
  }
  if (name === "backup") {
    return async (place) => said(await backup(place, file), () => `Written: ${file}`);
  }
  if (name === "restore") {
    return async (place) =>
      said(await restore(place, file), (aside) => `Restored. The former registry: ${aside}`);
  }
  return null;
}

function said<T>(
  answer: Result<T, CommandRefusal>,
  words: (value: T) => string,
): Result<string, CommandRefusal> {
  return answer.ok ? ok(words(answer.value)) : answer;
}

/** Configuration and data folder as the unpackaged kiosk finds them. */
function kioskPlace(): Result<KioskPlace, ConfigProblem> {
  const placement = readEnvironment(process.env, { packaged: false });
  if (!placement.ok) return placement;
  const { configPath, clockOffsetSeconds } = placement.value;
  const config = loadConfig({ path: configPath, packaged: false });
  if (!config.ok) return config;
  const settings = process.env["XDG_CONFIG_HOME"] || path.join(homedir(), ".config");
  const dataDir = placement.value.dataDir ?? path.join(settings, "OTP Enrolment Kiosk");
  return ok({ config: config.value, dataDir, clock: systemClock(clockOffsetSeconds) });
}

async function main(): Promise<number> {
  const command = commandOf(process.argv.slice(2));
  if (command === null) {
    process.stderr.write(usage);
    return exitCodes.usage;
  }
  const place = kioskPlace();
  if (!place.ok) {
    process.stderr.write(`Configuration: ${place.refusal.path} ${place.refusal.problem}\n`);
    return exitCodes.config;
  }
  const answer = await command(place.value);
  if (!answer.ok) {
    process.stderr.write(`${worded(answer.refusal)}\n`);
    return 1;
  }
  process.stdout.write(`${answer.value}\n`);
  return 0;
}

process.exitCode = await main();
