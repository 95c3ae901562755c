/** The kiosk's command line; `commands` has its commands. Ends with 0, with 1 for a refusal, else as sysexits.h says. */
import { homedir } from "node:os";
import path from "node:path";
import { ok } from "../../preload/contract/result.ts";
import type { Result } from "../../preload/contract/result.ts";
import { systemClock } from "../adapters/system-clock.ts";
import { readEnvironment } from "../config/environment.ts";
import { loadConfig } from "../config/load-config.ts";
import type { ConfigProblem } from "../config/sections.ts";
import type { Ending } from "./command.ts";
import { commandOf, commands } from "./commands.ts";
import type { KioskPlace } from "./stores.ts";
import { usageOf } from "./usage.ts";

/** EX_USAGE and EX_CONFIG of sysexits.h. */
const exitCodes = { usage: 64, config: 78 } as const;

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
  const found = commandOf(process.argv.slice(2));
  if (found === null) {
    process.stderr.write(usageOf(commands));
    return exitCodes.usage;
  }
  const { command, given } = found;
  if ("runAnywhere" in command) return say(await command.runAnywhere(given));
  const place = kioskPlace();
  if (!place.ok) {
    process.stderr.write(`Configuration: ${place.refusal.path} ${place.refusal.problem}\n`);
    return exitCodes.config;
  }
  return say(await command.run(place.value, given));
}

/** Gives the exit code. */
function say({ exitCode, said, complained }: Ending): number {
  if (said !== undefined) process.stdout.write(`${said}\n`);
  if (complained !== undefined) process.stderr.write(`${complained}\n`);
  return exitCode;
}

process.exitCode = await main();
