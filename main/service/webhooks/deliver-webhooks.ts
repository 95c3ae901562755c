import type { Kysely } from "kysely";
import type { Clock } from "../../core/ports/clock.ts";
import type { Log } from "../../core/ports/log.ts";
import type { NetworkSchema } from "../../registry/postgresql/network-schema.ts";
import type { PostWebhook } from "./post-webhook.ts";
import { signedWebhook } from "./sign-webhook.ts";
import { claimEvents, endEvent, postponeEvent } from "./webhook-rows.ts";
import type { WebhookEvent } from "./webhook-rows.ts";

/** Longer than an attempt takes: what a service that died had claimed is sent by another one. */
const leaseMs = 60_000;
const firstPauseMs = 5_000;
const longestPauseMs = 60 * 60_000;

/** How long an event waits after so many attempts in vain: 5, 10, 20 … seconds, an hour at most. */
export function pauseMs(attempts: number): number {
  return Math.min(longestPauseMs, firstPauseMs * 2 ** Math.max(0, attempts - 1));
}

/**
 * Makes the delivery of the webhooks' outbox: each call sends what is due, and resolves when nothing is any more; a call
 * during another one makes it look once more. Rejects as the database does. An event is sent at least once, to a customer's
 * later ones only after it was taken, and is kept until then. Several services share the outbox.
 *
 * Order of writes: ① the claim; ② it is sent; ③ its row is deleted, or due again. After a kill between ② and ③ it is
 * sent again under the same id.
 */
export function makeDeliverWebhooks({
  database,
  post,
  secrets,
  clock,
  log,
}: {
  readonly database: Kysely<NetworkSchema>;
  readonly post: PostWebhook;
  readonly secrets: readonly Uint8Array[];
  /** The database's. */
  readonly clock: Clock;
  readonly log: Log;
}): () => Promise<void> {
  let isFailing = false;
  const deliver = async (event: WebhookEvent): Promise<void> => {
    const { number, id } = event;
    const isTaken = await post(signedWebhook({ id, body: bodyOf(event) }, clock(), secrets));
    if (isTaken) await endEvent(database, number);
    else await postponeEvent(database, number, clock() + pauseMs(event.attempts + 1));
    if (isTaken === isFailing) log.info(isTaken ? "webhooks-taken-again" : "webhook-not-taken");
    isFailing = !isTaken;
  };
  const round = async (): Promise<boolean> => {
    const now = clock();
    const events = await claimEvents(database, now, now + leaseMs);
    await Promise.all(events.map(deliver));
    return events.length > 0;
  };
  let underWay: Promise<void> | null = null;
  let calls = 0;
  const all = async (): Promise<void> => {
    try {
      for (let seen = calls - 1, more = false; more || seen < calls;) {
        seen = calls;
        more = await round();
      }
    } finally {
      underWay = null;
    }
  };
  return () => {
    calls += 1;
    return (underWay ??= all());
  };
}

/** `type`, `timestamp` and `data`, as Standard Webhooks recommends; `data` is JSON already. */
function bodyOf({ type, at, data }: WebhookEvent): string {
  const head = JSON.stringify({ type, timestamp: new Date(at).toISOString() });
  return `${head.slice(0, -1)},"data":${data}}`;
}
