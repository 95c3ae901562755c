import { sql } from "kysely";
import type { NetworkRegistry } from "../registry/postgresql/open-network-registry.ts";
import type { DatabaseFigures } from "./metrics.ts";

/** What the database is asked for when figures are; null: it doesn't answer. */
export async function databaseFigures({
  database,
  hasStandby,
}: Pick<NetworkRegistry, "database" | "hasStandby">): Promise<DatabaseFigures | null> {
  try {
    const { rows } = await sql<{
      mails: number;
      oldest: number;
      waits: number;
      events: number;
      oldestEvent: number;
    }>`
      select cast(count(*) as integer) as mails,
        cast(coalesce(extract(epoch from clock_timestamp()) - min(created_at) / 1000, 0)
          as double precision) as oldest,
        (select cast(count(*) as integer) from pg_locks where not granted) as waits,
        (select cast(count(*) as integer) from webhook_events) as events,
        (select cast(coalesce(extract(epoch from clock_timestamp()) - min(at) / 1000, 0)
          as double precision) from webhook_events) as "oldestEvent"
      from outbox where closed_at is null`.execute(database);
    const { mails = 0, oldest = 0, waits = 0, events = 0, oldestEvent = 0 } = rows[0] ?? {};
    return {
      webhooks: { events, oldestSeconds: oldestEvent },
      outbox: { mails, oldestSeconds: oldest },
      ...{ lockWaits: waits, hasStandby: await hasStandby() },
    };
  } catch {
    return null;
  }
}
