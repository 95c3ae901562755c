import { RegistryBusy } from "../../core/domain/registry-errors.ts";

/** Why the bank's database can't be used; `older`, `newer`: its schema, for this program. */
export type DatabaseFault =
  "database-unavailable" | "database-read-only" | "database-older" | "database-newer";

/** Thrown where a transaction can't go on because of the database: nothing of it is known to be done. */
export class DatabaseError extends Error {
  readonly databaseFault: DatabaseFault;

  constructor(databaseFault: DatabaseFault, cause?: unknown) {
    super(`The database can't be used: ${databaseFault}`, { cause });
    this.databaseFault = databaseFault;
  }
}

/**
 * SQLSTATE (PostgreSQL's appendix A) after which the same transaction may succeed in a moment: serialization_failure,
 * deadlock_detected, lock_not_available, query_canceled, too_many_connections.
 */
const busy: ReadonlySet<string> = new Set(["40001", "40P01", "55P03", "57014", "53300"]);
/** admin_shutdown, crash_shutdown, cannot_connect_now, database_dropped, idle_in_transaction_session_timeout. */
const gone: ReadonlySet<string> = new Set(["57P01", "57P02", "57P03", "57P04", "25P03"]);
/** disk_full, out_of_memory, configuration_limit_exceeded, insufficient_resources, io_error. */
const short: ReadonlySet<string> = new Set(["53100", "53200", "53400", "53000", "58030"]);
const readOnly = "25006";
/** Node's own codes; `pg` reports a lost connection and its own time limits by words alone, and both it and Kysely their end. */
const lost: ReadonlySet<string> = new Set(
  "ECONNREFUSED ECONNRESET EPIPE ETIMEDOUT ENOENT EHOSTUNREACH ENETUNREACH ENOTFOUND EAI_AGAIN".split(
    " ",
  ),
);
const lostWords =
  /Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered|was closed|not queryable|already been destroyed|after calling end/;

/** The fault that was reported by `error`; null: it is none of the connection or the server. */
export function databaseFaultOf(error: unknown): DatabaseFault | null {
  if (error instanceof DatabaseError) return error.databaseFault;
  if (!(error instanceof Error)) return null;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  if (code === readOnly) return "database-read-only";
  if (gone.has(code) || short.has(code) || lost.has(code)) return "database-unavailable";
  // Class 08: connection exceptions; class 28: the server refuses this user.
  if (/^(?:08|28|3D)/.test(code) || lostWords.test(error.message)) return "database-unavailable";
  return null;
}

/** Whether the connection on which `error` was met must not be used again. */
export function isFatal(error: unknown): boolean {
  return databaseFaultOf(error) !== null;
}

/** `error` in the registry's own words, where it is one of the database's and no bug. */
export function asRegistryError(error: unknown): unknown {
  if (error instanceof DatabaseError) return error;
  if (error instanceof Error && "code" in error && busy.has(String(error.code))) {
    return new RegistryBusy(error);
  }
  const fault = databaseFaultOf(error);
  return fault === null ? error : new DatabaseError(fault, error);
}
