import { createReadStream, statSync } from "node:fs";
import { ok, refused } from "../../preload/contract/result.ts";
import type { Result } from "../../preload/contract/result.ts";
import { commandAdapters } from "../compose/command-adapters.ts";
import { placesOf } from "../compose/command-place.ts";
import type { KioskPlace } from "../compose/command-place.ts";
import { faultOf } from "../compose/fault-text.ts";
import { openStores } from "../compose/open-stores.ts";
import { importCustomers } from "../core/operations/upkeep/import-customers.ts";
import type { Imported, ImportRefusal } from "../core/operations/upkeep/import-customers.ts";
import type { ForeignText } from "../core/ports/customers-file.ts";
import { callersPath } from "./callers-path.ts";
import { ended } from "./command.ts";
import type { Command, Ending, Given } from "./command.ts";
import { importHelp } from "./customers-help.ts";
import { foreignWorded, importWorded } from "./customers-words.ts";
import { openProgress } from "./progress.ts";
import type { Progress } from "./progress.ts";
import type { CommandRefusal } from "./refusal-words.ts";

export const customersCommands: readonly Command[] = [
  {
    name: "customers import",
    operands: ["FILE.csv"],
    options: {
      "raise-limits": {
        does: "lets the file's limits hold also above what a release of a token has set",
      },
    },
    does: "takes all customers of the file, or none and tells why; the kiosk must be stopped",
    help: importHelp,
    run: runImport,
  },
];

async function runImport(
  place: KioskPlace,
  { operands: [name = ""], options }: Given,
): Promise<Ending> {
  const raiseLimits = options["raise-limits"] === true;
  const answer = await importFile(place, callersPath(name), raiseLimits);
  if (!answer.ok) return ended(answer, String);
  const imported = answer.value;
  if (imported.ok) return { exitCode: 0, said: importedWorded(imported.value) };
  const { refusal } = imported;
  const complained =
    typeof refusal === "object" && "foreign" in refusal
      ? foreignWorded(refusal.foreign)
      : importWorded(refusal, place.config.customers);
  return { exitCode: 1, complained };
}

function importedWorded(imported: Imported): string {
  const { added, changed, hashed, limitsDiffering, limitsRaised, statusesChanged } = imported;
  const counts = `${String(added)} added, ${String(changed)} changed`;
  const lines = [`${counts}; ${String(hashed)} passwords hashed.`];
  if (statusesChanged > 0) lines.push(`${String(statusesChanged)} with another 状態.`);
  if (limitsRaised > 0) lines.push(`${String(limitsRaised)} limits raised over a release's.`);
  if (limitsDiffering > 0) {
    const why = "the file states the same as the last one, or more than a release allows";
    lines.push(`${String(limitsDiffering)} limits left below or above the file's: ${why}.`);
  }
  return lines.join("\n");
}

async function importFile(
  place: KioskPlace,
  file: string,
  raiseLimits: boolean,
): Promise<
  Result<Result<Imported, ImportRefusal | { readonly foreign: ForeignText }>, CommandRefusal>
> {
  const { customersFile, passwordHasher, registryFiles } = commandAdapters;
  const size = sizeOf(file);
  if (size === null) return refused("file-unreadable");
  // A kiosk that starts meanwhile waits until the import is done, and shows that.
  const holding = registryFiles.hold(placesOf(place.dataDir).registry);
  if (!holding.ok) return refused("kiosk-running");
  holding.value[Symbol.dispose]();
  const opened = await openStores(place, { for: "writing" });
  if (!opened.ok) return opened;
  await using stores = opened.value;
  const { registry } = stores;
  const { config, clock } = place;
  const parts = { registry, passwordHasher, clock, config };
  const reading = openProgress("Reading");
  const hashing = openProgress("Hashing passwords");
  try {
    const bytes = withProgress(createReadStream(file), reading, size);
    const lines = await customersFile.read(bytes, config.customers);
    if (!lines.ok) return ok(refused({ foreign: lines.refusal }));
    const wishes = { raiseLimits, onHashed: hashing.report };
    return ok(await importCustomers(parts, lines.value, wishes));
  } catch (error) {
    if (isOfFile(error, file)) return refused("file-unreadable");
    const fault = faultOf(error);
    if (fault === null) throw error;
    return refused(fault);
  } finally {
    reading.end();
    hashing.end();
  }
}

/** In bytes; null: there is no readable file. */
function sizeOf(file: string): number | null {
  try {
    const found = statSync(file);
    return found.isDirectory() ? null : found.size;
  } catch {
    return null;
  }
}

async function* withProgress(
  parts: AsyncIterable<Buffer>,
  progress: Progress,
  size: number,
): AsyncGenerator<Buffer> {
  let read = 0;
  for await (const part of parts) {
    yield part;
    read += part.length;
    progress.report(read, size === 0 ? null : size);
  }
}

function isOfFile(error: unknown, file: string): boolean {
  return error instanceof Error && "path" in error && error.path === file;
}
