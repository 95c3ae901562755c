import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from "prom-client";
import type { RequestFigures } from "./http/routes.ts";

/** What the database is asked for when the figures are. */
export interface DatabaseFigures {
  /** Mails that wait, and since when the oldest does, in seconds. */
  readonly outbox: { readonly mails: number; readonly oldestSeconds: number };
  /** Changes that the internet bank hasn't taken yet, and since when the oldest waits, in seconds. */
  readonly webhooks: { readonly events: number; readonly oldestSeconds: number };
  /** Connections that wait for another one's lock. */
  readonly lockWaits: number;
  readonly hasStandby: boolean;
}

export interface Metrics extends RequestFigures {
  /** In the text format of Prometheus. */
  text(): Promise<string>;
  readonly contentType: string;
}

/** Of this process. No label holds anything of a customer: verbs, closed codes, and fingerprints of kiosks. */
export function makeMetrics(parts: {
  readonly database: () => Promise<DatabaseFigures | null>;
  /** How many looks of kiosks wait. */
  readonly watchers: () => number;
  readonly pool: () => {
    readonly used: number;
    readonly waiting: number;
    /** How often another host was taken than before. */
    readonly failovers: number;
  };
}): Metrics {
  const register = new Registry();
  const registers = [register];
  collectDefaultMetrics({ register });
  const requests = new Counter({
    ...{ name: "otp_verbs_total", help: "Verbs by their outcome: done, an errand or a refusal" },
    ...{ labelNames: ["verb", "outcome"] as const, registers },
  });
  const seconds = new Histogram({
    ...{
      name: "otp_verb_seconds",
      help: "From a verb's message to its answer, with its transaction",
    },
    ...{ labelNames: ["verb"] as const, registers },
    buckets: [0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5, 10],
  });
  const refusals = new Counter({
    ...{ name: "otp_refused_requests_total", help: "Requests that the service didn't serve" },
    ...{ labelNames: ["error"] as const, registers },
  });
  const lockouts = new Counter({
    ...{ name: "otp_locked_answers_total", help: "Answers that a password, PIN or code is locked" },
    ...{ labelNames: ["verb"] as const, registers },
  });
  const offsets = new Gauge({
    ...{ name: "otp_kiosk_clock_offset_seconds", help: "A kiosk's clock ahead of this machine's" },
    ...{ labelNames: ["kiosk"] as const, registers },
  });
  let counted = 0;
  const changes = new Counter({
    ...{
      name: "otp_failovers_total",
      help: "Times that another host became the primary",
      registers,
    },
  });
  const watching = new Gauge({
    name: "otp_kiosks_watching",
    help: "Kiosks whose look waits",
    registers,
  });
  const pool = new Gauge({
    ...{ name: "otp_database_connections", help: "Connections, and requests that wait for one" },
    ...{ labelNames: ["state"] as const, registers },
  });
  const mails = new Gauge({ name: "otp_outbox_mails", help: "Mails that wait", registers });
  const oldest = new Gauge({
    ...{ name: "otp_outbox_oldest_seconds", help: "Age of the oldest mail that waits", registers },
  });
  const events = new Gauge({
    ...{ name: "otp_webhook_events", help: "Webhooks that weren't taken yet", registers },
  });
  const oldestEvent = new Gauge({
    ...{ name: "otp_webhook_oldest_seconds", help: "Age of the oldest of them", registers },
  });
  const waits = new Gauge({
    ...{ name: "otp_database_lock_waits", help: "Transactions that wait for a lock", registers },
  });
  const standby = new Gauge({
    ...{ name: "otp_database_standby", help: "1: commits are on a second machine", registers },
  });
  const reachable = new Gauge({
    ...{ name: "otp_database_reachable", help: "1: the database answers", registers },
  });
  return {
    verb(verb, outcome, duration) {
      requests.inc({ verb, outcome });
      seconds.observe({ verb }, duration);
      if (outcome === "locked") lockouts.inc({ verb });
    },
    refused(error) {
      refusals.inc({ error });
    },
    clockOffset(kiosk, ahead) {
      offsets.set({ kiosk: kiosk.slice(0, 16) }, ahead);
    },
    contentType: register.contentType,
    async text() {
      watching.set(parts.watchers());
      const { used, waiting, failovers } = parts.pool();
      pool.set({ state: "used" }, used);
      pool.set({ state: "waiting" }, waiting);
      changes.inc(failovers - counted);
      counted = failovers;
      const found = await parts.database();
      reachable.set(found === null ? 0 : 1);
      if (found !== null) {
        mails.set(found.outbox.mails);
        oldest.set(found.outbox.oldestSeconds);
        events.set(found.webhooks.events);
        oldestEvent.set(found.webhooks.oldestSeconds);
        waits.set(found.lockWaits);
        standby.set(found.hasStandby ? 1 : 0);
      }
      return register.metrics();
    },
  };
}
