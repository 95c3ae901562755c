import { RegistryBusy } from "../core/domain/registry-errors.ts";
import type { ServiceError } from "../network/protocol.ts";
import { asRegistryError, databaseFaultOf } from "../registry/postgresql/database-errors.ts";

/** What a request is answered with where the database failed with `error`; null: it is a bug. */
export function serviceFaultOf(error: unknown): ServiceError | null {
  const known = asRegistryError(error);
  if (known instanceof RegistryBusy) return "database-unavailable";
  const fault = databaseFaultOf(known);
  // A schema that is older is the operator's: the service wasn't started on it.
  return fault === "database-older" ? "database-unavailable" : fault;
}
