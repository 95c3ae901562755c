/** What the machine's own programs are told: life, readiness and figures, without anything of a customer. */
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { databaseFigures } from "../../main/service/database-figures.ts";
import { operatorsServer } from "../../main/service/http/operators-server.ts";
import { makeMetrics } from "../../main/service/metrics.ts";
import type { Metrics } from "../../main/service/metrics.ts";
import { openNetworkRegistry } from "../../main/registry/postgresql/open-network-registry.ts";
import { newDatabase } from "../postgresql/database.ts";

async function telling(metrics: Metrics, fault: () => Promise<string | null>) {
  const server = operatorsServer(metrics, fault, { openapi: "3.1.1" });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return async (path: string) => {
    const answer = await fetch(`http://127.0.0.1:${String(port)}${path}`);
    return { status: answer.status, text: await answer.text() };
  };
}

test("figures of verbs, clocks, pool and database, in the form of Prometheus", async () => {
  const opened = await openNetworkRegistry(await newDatabase(), "service");
  if (!opened.ok) throw new Error(opened.refusal);
  const network = opened.value;
  onTestFinished(() => network.close().catch(() => undefined));
  const load = { used: 2, waiting: 1, failovers: 0 };
  const metrics = makeMetrics({
    ...{ database: () => databaseFigures(network), watchers: () => 3 },
    pool: () => load,
  });
  metrics.verb("signIn", "done", 0.12);
  metrics.verb("signIn", "locked", 0.1);
  metrics.refused("too-many");
  metrics.clockOffset("ab".repeat(32), -1.5);
  const ask = await telling(metrics, () => Promise.resolve(null));
  load.failovers = 1;
  const { status, text } = await ask("/metrics");
  expect(status).toBe(200);
  for (const line of [
    'otp_verbs_total{verb="signIn",outcome="done"} 1',
    'otp_verb_seconds_count{verb="signIn"} 2',
    'otp_locked_answers_total{verb="signIn"} 1',
    'otp_refused_requests_total{error="too-many"} 1',
    'otp_kiosk_clock_offset_seconds{kiosk="abababababababab"} -1.5',
    'otp_database_connections{state="waiting"} 1',
    ...["otp_failovers_total 1", "otp_kiosks_watching 3", "otp_outbox_mails 0"],
    ...["otp_database_standby 0", "otp_database_reachable 1"],
  ]) {
    expect(text.split("\n")).toContain(line);
  }
  await network.close();
  expect((await ask("/metrics")).text.split("\n")).toContain("otp_database_reachable 0");
});

test("it lives, it is ready or says why not, and nothing else is there", async () => {
  let fault: string | null = null;
  const metrics = makeMetrics({
    ...{ database: () => Promise.resolve(null), watchers: () => 0 },
    pool: () => ({ used: 0, waiting: 0, failovers: 0 }),
  });
  const ask = await telling(metrics, () => Promise.resolve(fault));
  expect(await ask("/healthz")).toEqual({ status: 200, text: '{"state":"alive"}' });
  expect(await ask("/readyz")).toEqual({ status: 200, text: '{"state":"ready"}' });
  fault = "database-read-only";
  expect(await ask("/readyz")).toEqual({ status: 503, text: '{"error":"database-read-only"}' });
  expect((await ask("/v1/watch")).status).toBe(404);
  expect((await ask("/toString")).status).toBe(404);
});
