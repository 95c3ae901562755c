import type { Kysely } from "kysely";
import type { ReadFleet } from "../../core/ports/fleet.ts";
import type { NetworkSchema } from "../../registry/postgresql/network-schema.ts";
import { readMachine } from "./reported-machine.ts";

/** The kiosks as their identities' rows tell; revoked ones are none any more, and relying systems are none. */
export function fleetReader(database: Kysely<NetworkSchema>): ReadFleet {
  return async () => {
    const rows = await database
      .selectFrom("identities")
      .select(["name", "branch", "version", "asked_at", "seen_at", "not_after", "health", "state"])
      .where("role", "=", "kiosk")
      .where("state", "!=", "revoked")
      .orderBy("branch")
      .orderBy("name")
      .orderBy("fingerprint")
      .execute();
    const approved = rows.filter(({ state }) => state === "approved");
    return {
      kiosks: approved.map(({ name, branch, version, ...row }) => ({
        ...{ name, branch, version, askedAt: row.asked_at, seenAt: row.seen_at },
        ...{ notAfter: row.not_after, machine: readMachine(row.health) },
      })),
      pending: rows.length - approved.length,
    };
  };
}
