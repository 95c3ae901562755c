/** What the listener answers: who may come in, what reaches the core, and what a look is told. */
import { sql } from "kysely";
import { expect, test } from "vitest";
import { ok, refused } from "../../preload/contract/result.ts";
import type { NetworkRegistry } from "../../main/registry/postgresql/open-network-registry.ts";
import { makeServeExport } from "../../main/service/serve-export.ts";
import { kioskClient } from "./kiosk-client.ts";
import { kioskMessage, listening, verbMessage } from "./listening.ts";

/** Ends all connections to the database, and lets nobody in again. */
async function shutOut(database: NetworkRegistry["database"]): Promise<void> {
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(database);
  const [{ name } = { name: "" }] = rows;
  await sql`alter database ${sql.id(name)} with connection limit 0`.execute(database);
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name}`
    .execute(database)
    .catch(() => undefined);
}

const verb = "/v1/verbs/readKiosk";

async function approvedKiosk(service: Awaited<ReturnType<typeof listening>>) {
  const kiosk = await kioskClient(service.port);
  await kiosk.post("/v1/join", kioskMessage);
  await service.rows.approve(kiosk.fingerprint, ["300001", "200001"]);
  return kiosk;
}

test("a kiosk asks to be known, waits, is approved, serves, and is revoked for good", async () => {
  const service = await listening();
  const kiosk = await kioskClient(service.port);
  expect(await kiosk.post(verb, verbMessage())).toEqual({
    status: 403,
    body: { error: "unknown" },
  });
  const asked = await kiosk.post("/v1/join", kioskMessage);
  expect(asked).toEqual({ status: 202, body: { state: "pending" } });
  expect(await kiosk.get("/v1/watch")).toEqual({ status: 403, body: { error: "pending" } });
  expect(await service.rows.approve(kiosk.fingerprint, ["300001", "200001"])).toBe(true);
  expect(await service.rows.approve(kiosk.fingerprint, ["300001", "200001"])).toBe(false);

  const other = await kioskClient(service.port);
  expect((await other.post(verb, verbMessage())).status).toBe(403);
  const again = await kiosk.post("/v1/join", { ...kioskMessage, name: "another-name" });
  expect(again).toEqual({ status: 200, body: { state: "approved" } });
  expect(await service.rows.all()).toMatchObject([{ name: "lobby-1", state: "approved" }]);
  const answered = { answer: { ok: true, value: null } };
  expect(await kiosk.post(verb, verbMessage())).toEqual({ status: 200, body: answered });
  expect(service.served).toEqual(["readKiosk"]);

  expect(await service.rows.revoke(kiosk.fingerprint)).toBe(true);
  const gone = { status: 403, body: { error: "revoked" } };
  await expect.poll(() => kiosk.post(verb, verbMessage())).toEqual(gone);
  expect(await kiosk.post("/v1/join", kioskMessage)).toEqual(gone);
});

test("an identity ends with its certificate, by the database's clock", async () => {
  const service = await listening();
  const kiosk = await kioskClient(service.port, 0);
  await kiosk.post("/v1/join", kioskMessage);
  await service.rows.approve(kiosk.fingerprint, []);
  const ended = { status: 403, body: { error: "expired" } };
  await expect.poll(() => kiosk.post(verb, verbMessage())).toEqual(ended);
});

test("a look answers at once what is new, waits for a change, and is told of a revocation", async () => {
  const service = await listening();
  const kiosk = await approvedKiosk(service);
  const first = (await kiosk.get("/v1/watch")).body as { since: number };
  expect(first).toMatchObject({
    state: "approved",
    warnings: [],
    since: expect.any(Number) as number,
  });
  const waits = kiosk.get(`/v1/watch?since=${String(first.since)}`);
  service.warnings.push("no-standby");
  const warned = (await waits).body as { since: number };
  expect(warned).toMatchObject({ state: "approved", warnings: ["no-standby"] });
  expect(warned.since).not.toBe(first.since);
  const last = kiosk.get(`/v1/watch?since=${String(warned.since)}`);
  await service.rows.revoke(kiosk.fingerprint);
  expect(await last).toEqual({ status: 403, body: { error: "revoked" } });
  await service.heard.write();
  expect((await service.rows.all())[0]?.seenAt).not.toBeNull();
});

test("a look is told that the database is away", async () => {
  const service = await listening();
  const kiosk = await approvedKiosk(service);
  const { since } = (await kiosk.get("/v1/watch")).body as { since: number };
  const waits = kiosk.get(`/v1/watch?since=${String(since)}`);
  await shutOut(service.network.database);
  const away = { status: 503, body: { error: "database-unavailable" } };
  expect(await waits).toEqual(away);
});

test("what is malformed, of another protocol or too large is told so, and never reaches the core", async () => {
  const service = await listening();
  const kiosk = await approvedKiosk(service);
  const good = verbMessage();
  const { machine } = good;
  const malformed = { status: 400, body: { error: "malformed" } };
  for (const [path, body] of [
    [verb, {}],
    [verb, []],
    [verb, { ...good, requestId: "1" }],
    [verb, { ...good, more: 1 }],
    [verb, { ...good, machine: { ...machine, at: -1 } }],
    ["/v1/verbs/toString", good],
    ["/v1/join", { ...kioskMessage, name: "lobby\u001b[2J" }],
    ["/v1/exports/signIn", good],
    ["/v2/verbs/readKiosk", good],
  ] as const) {
    expect(await kiosk.post(path, body)).toEqual(malformed);
  }
  expect(await kiosk.get("/v1/watch?since=-1")).toEqual(malformed);
  expect(await kiosk.post(verb, { ...good, machine: { ...machine, protocol: 2 } })).toEqual({
    status: 409,
    body: { error: "protocol", oldest: 1, newest: 1 },
  });
  expect(await kiosk.post(verb, { ...good, request: "x".repeat(70_000) })).toEqual({
    status: 413,
    body: { error: "too-large" },
  });
  expect(service.served).toEqual([]);
});

test("what the core refuses has its status; an error of it has a reference, and says nothing else", async () => {
  const answers = [
    () => refused("database-read-only" as const),
    () => {
      throw new Error("secret tarologin1");
    },
  ];
  const service = await listening({ serveVerb: async () => answers.shift()?.() as never });
  const kiosk = await approvedKiosk(service);
  const readOnly = { status: 503, body: { error: "database-read-only" } };
  expect(await kiosk.post(verb, verbMessage())).toEqual(readOnly);
  expect(await kiosk.post(verb, verbMessage())).toEqual({
    status: 500,
    body: { error: "unexpected", reference: expect.any(String) as string },
  });
  expect(service.logged.at(-1)).toContain("request-failed");
  expect(service.figures).toContain("readKiosk database-read-only");
  expect(service.figures).toContain("unexpected");
});

test("an export is a line for each part of it, and is cut off where it fails", async () => {
  const stops = { isNow: false };
  const service = await listening({
    serveExport: makeServeExport(async (_fingerprint, _verb, _message, writeExport) => {
      const written = await writeExport?.("journal.csv", async (append) => {
        await append("日時,操作\r\n");
        if (stops.isNow) throw new Error("stopped");
        return ok(0);
      });
      return ok({ answer: written as never });
    }),
  });
  const kiosk = await approvedKiosk(service);
  expect(await kiosk.post("/v1/exports/exportJournal", verbMessage())).toEqual({
    status: 200,
    body: '{"file":"journal.csv"}\n{"text":"日時,操作\\r\\n"}\n{"answer":{"ok":true,"value":0}}\n',
  });
  stops.isNow = true;
  // Before anything was sent, it is an error; afterwards the connection ends without an answer.
  const cut = await kiosk.post("/v1/exports/bundleJournal", verbMessage()).catch(() => null);
  expect(cut?.status ?? 500).toBe(500);
});

test("a certificate may send so many requests, and another one's are its own", async () => {
  const service = await listening({ bounds: { requests: 5 } });
  const kiosk = await approvedKiosk(service);
  const statuses: number[] = [];
  for (let sent = 0; sent < 6; sent += 1) {
    statuses.push((await kiosk.post(verb, verbMessage())).status);
  }
  // One of the five was the join.
  expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
  expect((await (await approvedKiosk(service)).post(verb, verbMessage())).status).toBe(200);
});

test("an address may ask so often to be known, and so many are kept waiting", async () => {
  const service = await listening({ bounds: { joins: 3 } });
  for (let asked = 0; asked < 3; asked += 1) {
    const kiosk = await kioskClient(service.port);
    expect((await kiosk.post("/v1/join", kioskMessage)).status).toBe(202);
  }
  const refusedOne = await (await kioskClient(service.port)).post("/v1/join", kioskMessage);
  expect(refusedOne).toEqual({ status: 429, body: { error: "too-many" } });
});

test("a connection keeps its identity when its session is resumed", async () => {
  const service = await listening();
  const kiosk = await approvedKiosk(service);
  for (let connection = 0; connection < 3; connection += 1) {
    const [one, two] = await Promise.all([
      kiosk.post(verb, verbMessage()),
      kiosk.post(verb, verbMessage()),
    ]);
    expect([one.status, two.status]).toEqual([200, 200]);
  }
});
