import { ok } from "../../preload/contract/result.ts";
import type { Result } from "../../preload/contract/result.ts";
import { commandPlace } from "../compose/command-place.ts";
import type { KioskPlace } from "../compose/command-place.ts";
import { keychainFailure } from "../compose/keychain.ts";
import { readEnvironment } from "../config/environment.ts";
import { loadConfig } from "../config/load-config.ts";
import type { ConfigProblem } from "../config/sections.ts";
import { BrokenRecord, RegistryBusy } from "../core/domain/registry-errors.ts";
import type { Ending } from "./command.ts";
import { commands } from "./commands.ts";
import { commandOf } from "./find-command.ts";
import { helpOf, usageOf } from "./usage.ts";
import { worded } from "./refusal-words.ts";

/** EX_USAGE and EX_CONFIG of sysexits.h. */
const exitCodes = { usage: 64, config: 78 } as const;

/** The program that runs a command; `userData`: the data folder of a kiosk whose configuration names none. */
interface Caller {
  readonly packaged: boolean;
  readonly userData: string;
}

/**
 * Runs the command that `words` name and writes its result to standard output and error. Answers the exit code: 0, 1
 * for a refusal, else as in sysexits.h.
 */
export async function runCommand(words: readonly string[], caller: Caller): Promise<number> {
  const program = caller.packaged ? "otp-enrolment-kiosk-cli" : "npm run kiosk --";
  if (words.includes("--help") || words.includes("-h")) {
    process.stdout.write(helpOf(commands, words, program));
    return 0;
  }
  const found = commandOf(commands, words);
  if (found === null) {
    process.stderr.write(usageOf(commands, program));
    return exitCodes.usage;
  }
  const { command, given } = found;
  if ("runAnywhere" in command) return say(await command.runAnywhere(given));
  const place = kioskPlace(caller);
  if (!place.ok) {
    process.stderr.write(`Configuration: ${place.refusal.path} ${place.refusal.problem}\n`);
    return exitCodes.config;
  }
  let ending: Ending;
  try {
    ending = await command.run(place.value, given);
  } catch (error) {
    const complained = complaintAt(error);
    if (complained === null) throw error;
    ending = { exitCode: 1, complained };
  }
  const failure = keychainFailure();
  if (failure !== null) process.stderr.write(`keytar can't be loaded: ${failure.message}\n`);
  return say(ending);
}

/** Faults that any command may meet; null: the error is a bug. */
function complaintAt(error: unknown): string | null {
  if (error instanceof RegistryBusy) return worded("registry-unavailable");
  if (!(error instanceof BrokenRecord)) return null;
  const [id] = Object.values(error.of);
  return `${id}: ${worded("record-broken")}`;
}

/** Configuration and data folder, found as the kiosk itself finds them. */
function kioskPlace({ packaged, userData }: Caller): Result<KioskPlace, ConfigProblem> {
  const placement = readEnvironment(process.env, { packaged });
  if (!placement.ok) return placement;
  const { configPath, clockOffsetSeconds, dataDir } = placement.value;
  const config = loadConfig({ path: configPath, packaged });
  if (!config.ok) return config;
  return ok(commandPlace(config.value, dataDir ?? userData, clockOffsetSeconds));
}

function say({ exitCode, said, complained }: Ending): number {
  if (said !== undefined) process.stdout.write(`${said}\n`);
  if (complained !== undefined) process.stderr.write(`${complained}\n`);
  return exitCode;
}
