import { once } from "node:events";
import { ok } from "../../../preload/contract/result.ts";
import type { Result } from "../../../preload/contract/result.ts";
import type { Ending } from "../../command-line/command.ts";
import { commandOf } from "../../command-line/find-command.ts";
import { fingerprintInWords, worded } from "../../command-line/refusal-words.ts";
import { helpOf, usageOf } from "../../command-line/usage.ts";
import { faultText } from "../../compose/fault-text.ts";
import { startService } from "../../compose/service.ts";
import type { ServicePlace } from "../../compose/service-place.ts";
import { loadBrand } from "../../config/load-brand.ts";
import type { ConfigProblem } from "../../config/sections.ts";
import { loadServiceConfig } from "../../config/service-config.ts";
import { readServiceEnvironment } from "../../config/service-environment.ts";
import { BrokenRecord, RegistryBusy } from "../../core/domain/registry-errors.ts";
import { builtInLanguages } from "../built-in-languages.ts";
import { serviceFaultOf } from "../service-fault.ts";
import { serviceWorded } from "./refusal-words.ts";
import { serviceCommands } from "./service-commands.ts";

/** EX_USAGE, EX_UNAVAILABLE, EX_TEMPFAIL and EX_CONFIG of sysexits.h. */
const exitCodes = { usage: 64, unavailable: 69, spent: 75, config: 78 } as const;

const program = "npm run service --";

/**
 * Serves until it is told to end, or runs the command that `words` name and writes its result to standard output and
 * error. Answers the exit code: 0, 1 for a refusal, else as in sysexits.h.
 */
export async function runService(words: readonly string[]): Promise<number> {
  if (words.includes("--help") || words.includes("-h")) {
    process.stdout.write(helpOf(serviceCommands, words, program));
    return 0;
  }
  const found = commandOf(serviceCommands, words);
  if (found === null && words.length > 0) {
    process.stderr.write(usageOf(serviceCommands, program));
    return exitCodes.usage;
  }
  const place = servicePlace();
  if (!place.ok) return complainOfConfig(place.refusal);
  if (found === null) return serve(place.value);
  const { command, given } = found;
  try {
    if ("runAnywhere" in command) return say(await command.runAnywhere(given));
    return say(await command.run(place.value, given));
  } catch (error) {
    return say(endingAt(error));
  }
}

/** Faults that any command may meet; others are bugs. */
function endingAt(error: unknown): Ending {
  const fault = error instanceof RegistryBusy ? "registry-unavailable" : null;
  if (error instanceof BrokenRecord) {
    const [id] = Object.values(error.of);
    return { exitCode: 1, complained: `${id}: ${worded("record-broken")}` };
  }
  const known = fault ?? serviceFaultOf(error);
  if (known === null) throw error;
  return { exitCode: 1, complained: serviceWorded(known as "database-unavailable") };
}

function servicePlace(): Result<ServicePlace, ConfigProblem> {
  const { configPath, ...placement } = readServiceEnvironment(process.env);
  const config = loadServiceConfig(configPath);
  return config.ok ? ok({ ...placement, config: config.value }) : config;
}

async function serve(place: ServicePlace): Promise<number> {
  const brand = loadBrand(place.config.core.branding, builtInLanguages);
  if (!brand.ok) return complainOfConfig(brand.refusal);
  const end = new AbortController();
  let exitCode = 0;
  // A first signal, also one that comes while it starts, ends it in order; a second one at once.
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => {
      end.abort();
    });
  }
  const started = await startService(place, brand.value, () => {
    exitCode = exitCodes.spent;
    end.abort();
  });
  if (!started.ok) {
    const { refusal } = started;
    const { host, port } = place.config.service.listen;
    const taken = `Nobody can listen at ${host}:${String(port)}, or at the port for metrics: another program does.`;
    process.stderr.write(`${refusal === "address-taken" ? taken : serviceWorded(refusal)}\n`);
    // The supervisor starts it anew but for a wrong configuration: a PIN that is tried again and again would be locked.
    const isPins = typeof refusal === "string" && refusal.startsWith("hsm-pin-");
    return isPins ? exitCodes.config : exitCodes.unavailable;
  }
  const { listens, tellsAt, database, fingerprint, close } = started.value;
  process.stdout.write(
    [
      `Kiosks     https://${listens}`,
      `Figures    http://${tellsAt}/metrics, /healthz, /readyz`,
      `Database   ${database}`,
      `Identity   ${fingerprintInWords(fingerprint)}`,
      "",
    ].join("\n"),
  );
  if (!end.signal.aborted) await once(end.signal, "abort");
  await close();
  return exitCode;
}

function complainOfConfig({ path: key, problem }: ConfigProblem): number {
  process.stderr.write(`Configuration: ${key} ${problem}\n`);
  return exitCodes.config;
}

function say({ exitCode, said, complained }: Ending): number {
  if (said !== undefined) process.stdout.write(`${said}\n`);
  if (complained !== undefined) process.stderr.write(`${complained}\n`);
  return exitCode;
}

// The supervisor starts the service again.
function exitOnBug(error: unknown): void {
  process.stderr.write(`${faultText(error)}\n`);
  process.exit(70);
}
process.on("uncaughtException", exitOnBug).on("unhandledRejection", exitOnBug);
