import { existsSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { pathToFileURL } from "node:url";
import { ok, refused } from "../../../preload/contract/result.ts";
import type { Result } from "../../../preload/contract/result.ts";
import type { JournalAnchor } from "../../core/domain/journal-chain.ts";
import type { FileCheck } from "../../core/ports/registry-checks.ts";
import { migrations } from "../migrations.ts";
import { registryFaultOf } from "./registry-fault.ts";
import type { RegistryFault } from "./registry-fault.ts";

/** Marks a SQLite file as this kiosk's registry ("OTPK" in ASCII). */
export const applicationId = 0x4f54504b;

/** The version of the schema in which the journal's rows got numbers and MACs. */
const chainedSince = 2;

/**
 * Inspects an existing file without changing it, and without reading all of it. `new`: empty, or created and never
 * filled; a refusal is the fault: `registry-rolled-back` where it lacks the row of `anchor`. Throws SQLite's errors, as
 * for a file that isn't a database.
 */
export function inspect(
  path: string,
  anchor: JournalAnchor | null = null,
): "ours" | "new" | "registry-newer" | "registry-damaged" | "registry-rolled-back" {
  const database = openUntouched(path);
  try {
    const number = (text: string) => Number(Object.values(database.prepare(text).get() ?? {})[0]);
    const version = number("pragma user_version");
    const tables = number("select count(*) from sqlite_schema");
    if (tables === 0 && version === 0) return anchor === null ? "new" : "registry-rolled-back";
    if (number("pragma application_id") !== applicationId) return "registry-damaged";
    if (version > migrations.length) return "registry-newer";
    return anchor === null || holds(database, version, anchor) ? "ours" : "registry-rolled-back";
  } finally {
    database.close();
  }
}

/**
 * Makes SQLite check the whole of an existing file without changing it; the refusal is the fault that it, or the file
 * system, finds.
 */
export function checkWhole(path: string): Result<null, RegistryFault> {
  let database: DatabaseSync | null = null;
  try {
    database = openUntouched(path);
    const found = database.prepare("pragma quick_check(1)").get()?.["quick_check"];
    return found === "ok" ? ok(null) : refused("registry-damaged");
  } catch (error) {
    const fault = registryFaultOf(error);
    if (fault === null) throw error;
    return refused(fault);
  } finally {
    database?.close();
  }
}

/** The file's check in this thread, which stands still for it. */
export function checksHere(path: string): FileCheck {
  return { isWhole: async () => checkWhole(path) };
}

/**
 * Whether the file's last user ended without closing it, or another process has it open: otherwise no log lies beside
 * it.
 */
export function hasLog(path: string): boolean {
  return existsSync(`${path}-wal`);
}

function holds(database: DatabaseSync, version: number, { count, lastMac }: JournalAnchor) {
  if (version < chainedSince) return false;
  return (
    database.prepare("select mac from journal where number = ?").get(count)?.["mac"] === lastMac
  );
}

/**
 * A plain read-only connection to a WAL database leaves -wal and -shm beside it; `immutable` leaves nothing. It doesn't
 * read the log, so a log left by a crash needs the plain one.
 */
function openUntouched(path: string): DatabaseSync {
  const url = pathToFileURL(path);
  if (!hasLog(path)) url.search = "?immutable=1";
  return new DatabaseSync(url, { readOnly: true });
}
