import { createReadStream, statSync } from "node:fs";
import { ok, refused } from "../../preload/contract/result.ts";
import type { Result } from "../../preload/contract/result.ts";
import { argon2PasswordHasher } from "../adapters/argon2-password-hasher.ts";
import { csvLines } from "../adapters/csv-lines.ts";
import { japaneseText } from "../adapters/japanese-text.ts";
import { registryFaultOf } from "../adapters/sqlite-registry/open-registry.ts";
import { holdRegistry } from "../adapters/sqlite-registry/replace.ts";
import { importCustomers } from "../operations/customers/import-customers.ts";
import type { Imported, ImportRefusal } from "../operations/customers/import-customers.ts";
import { callersPath } from "./callers-path.ts";
import { ended } from "./command.ts";
import type { Command, Ending, Given } from "./command.ts";
import { importWorded } from "./customers-words.ts";
import { openProgress } from "./progress.ts";
import type { Progress } from "./progress.ts";
import { openStoresToWrite, placesOf } from "./stores.ts";
import type { KioskPlace } from "./stores.ts";
import type { CommandRefusal } from "./words.ts";

export const customersCommands: readonly Command[] = [
  {
    name: "customers import",
    operands: ["FILE.csv"],
    does: "takes all customers of the file, or none and tells why; the kiosk must be stopped",
    run: runImport,
  },
];

async function runImport(place: KioskPlace, { operands: [name = ""] }: Given): Promise<Ending> {
  const answer = await importFile(place, callersPath(name));
  if (!answer.ok) return ended(answer, String);
  const imported = answer.value;
  if (!imported.ok) return { exitCode: 1, complained: importWorded(imported.refusal) };
  const { added, changed, hashed } = imported.value;
  const counts = [`${String(added)} added`, `${String(changed)} changed`];
  return { exitCode: 0, said: `${counts.join(", ")}; ${String(hashed)} passwords hashed.` };
}

async function importFile(
  place: KioskPlace,
  file: string,
): Promise<Result<Result<Imported, ImportRefusal>, CommandRefusal>> {
  const size = sizeOf(file);
  if (size === null) return refused("file-unreadable");
  // A kiosk that starts later waits until the import is done, and says so.
  const holding = holdRegistry(placesOf(place.dataDir).registry);
  if (!holding.ok) return refused("kiosk-running");
  holding.value[Symbol.dispose]();
  const opened = await openStoresToWrite(place);
  if (!opened.ok) return opened;
  await using stores = opened.value;
  const { registry } = stores;
  const parts = { registry, passwordHasher: argon2PasswordHasher, clock: place.clock };
  const reading = openProgress("Reading");
  const hashing = openProgress("Hashing passwords");
  try {
    const text = japaneseText(told(createReadStream(file), reading, size));
    return ok(await importCustomers(parts, csvLines(text), hashing.tell));
  } catch (error) {
    if (isOfFile(error, file)) return refused("file-unreadable");
    const fault = registryFaultOf(error);
    if (fault === null) throw error;
    return refused(fault);
  } finally {
    reading.end();
    hashing.end();
  }
}

/** In bytes; null: there is nothing that can be read as a file. */
function sizeOf(file: string): number | null {
  try {
    const found = statSync(file);
    return found.isDirectory() ? null : found.size;
  } catch {
    return null;
  }
}

async function* told(
  parts: AsyncIterable<Buffer>,
  progress: Progress,
  size: number,
): AsyncGenerator<Buffer> {
  let read = 0;
  for await (const part of parts) {
    yield part;
    read += part.length;
    progress.tell(read, size === 0 ? null : size);
  }
}

function isOfFile(error: unknown, file: string): boolean {
  return error instanceof Error && "path" in error && error.path === file;
}
