import { sql } from "kysely";
import type { Kysely } from "kysely";
import type { NetworkSchema } from "../../registry/postgresql/network-schema.ts";

/** An announcement that waits to be taken. */
export interface WebhookEvent {
  readonly number: number;
  /** The same at each attempt, by which the other side recognises it. */
  readonly id: string;
  readonly type: string;
  /** When the change was made, epoch milliseconds. */
  readonly at: number;
  /** JSON. */
  readonly data: string;
  readonly attempts: number;
}

/** How many are claimed at once. */
const atOnce = 8;

/**
 * Claims events that are due at `now` until `until` (epoch milliseconds of the database), for this process alone: of each
 * customer the oldest one, so that their changes arrive in order. One statement.
 */
export async function claimEvents(
  database: Kysely<NetworkSchema>,
  now: number,
  until: number,
): Promise<readonly WebhookEvent[]> {
  const { rows } = await sql<WebhookEvent>`with due as (
      select number from webhook_events as event
      where next_at <= ${now} and claimed_until <= ${now} and not exists (
        select from webhook_events as earlier
        where earlier.customer_id = event.customer_id and earlier.number < event.number)
      order by number limit ${sql.lit(atOnce)} for update skip locked)
    update webhook_events as claimed set claimed_until = ${until}
    from due where claimed.number = due.number
    returning claimed.number, id, type, at, data, attempts`.execute(database);
  return rows.toSorted((one, other) => one.number - other.number);
}

/** Deletes an event that was taken. */
export async function endEvent(database: Kysely<NetworkSchema>, number: number): Promise<void> {
  await database.deleteFrom("webhook_events").where("number", "=", number).execute();
}

/** Gives an event back that wasn't taken; it is due again at `nextAt`. */
export async function postponeEvent(
  database: Kysely<NetworkSchema>,
  number: number,
  nextAt: number,
): Promise<void> {
  await database
    .updateTable("webhook_events")
    .set({ attempts: sql<number>`attempts + 1`, next_at: nextAt, claimed_until: 0 })
    .where("number", "=", number)
    .execute();
}
