import type { Kysely } from "kysely";
import { sql } from "kysely";
import type { Clock } from "../../core/ports/clock.ts";
import type { NetworkSchema } from "../../registry/postgresql/network-schema.ts";
import { reportedMachineOf, writtenMachine } from "./reported-machine.ts";

/** How often what was heard is written, for all kiosks at once. */
export const heardEveryMs = 10_000;

/** What a kiosk's message says of the kiosk itself; a look that waits says nothing but that it is there. */
export interface HeardOf {
  readonly version?: string;
  /** `MachineHealth`, unchecked. */
  readonly measured?: unknown;
}

/** When this service has heard of kiosks, and what they told of themselves. No request waits for its writing. */
export interface HeardKiosks {
  hear(fingerprint: string, message: HeardOf): void;
  /** Writes what was heard since; what can't be written now is kept for the next time. */
  write(): Promise<void>;
}

interface Heard {
  readonly at: number;
  readonly version: string | null;
  readonly health: string | null;
}

/** `clock`: the database's. */
export function heardKiosks(database: Kysely<NetworkSchema>, clock: Clock): HeardKiosks {
  const heard = new Map<string, Heard>();
  return {
    hear(fingerprint, { version = null, measured }) {
      const at = clock();
      const before = heard.get(fingerprint);
      const machine = measured === undefined ? null : reportedMachineOf(measured);
      heard.set(fingerprint, {
        at,
        version: version ?? before?.version ?? null,
        health: machine === null ? (before?.health ?? null) : writtenMachine(machine, at),
      });
    },
    async write() {
      if (heard.size === 0) return;
      const taken = new Map(heard);
      heard.clear();
      const all = [...taken].map(([fingerprint, each]) => ({ fingerprint, ...each }));
      try {
        // In one order: two services that hear of the same kiosks wait for each other, and never both.
        await sql`with heard as (
            select * from json_to_recordset(cast(${JSON.stringify(all)} as json))
              as told (fingerprint text, at bigint, version text, health text)),
          locked as (select fingerprint from identities
            where fingerprint in (select fingerprint from heard)
            order by fingerprint for no key update)
          update identities set seen_at = greatest(identities.seen_at, heard.at),
            version = coalesce(heard.version, identities.version),
            health = coalesce(heard.health, identities.health)
          from heard join locked using (fingerprint)
          where identities.fingerprint = heard.fingerprint`.execute(database);
      } catch (error) {
        for (const [fingerprint, each] of taken) {
          const later = heard.get(fingerprint);
          heard.set(fingerprint, {
            at: later?.at ?? each.at,
            version: later?.version ?? each.version,
            health: later?.health ?? each.health,
          });
        }
        throw error;
      }
    },
  };
}
