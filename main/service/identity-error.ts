import type { ServiceError } from "../network/protocol.ts";
import type { IdentityRow } from "../registry/postgresql/network-schema.ts";

/** Why the holder of a certificate is served nothing; null: it is served. `at`: now, epoch milliseconds. */
export function identityError(
  identity: Pick<IdentityRow, "state" | "not_after"> | null,
  at: number,
): Extract<ServiceError, "unknown" | "pending" | "revoked" | "expired"> | null {
  if (identity === null) return "unknown";
  if (identity.state !== "approved") return identity.state;
  return at >= identity.not_after ? "expired" : null;
}
