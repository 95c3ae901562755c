/** Connections to the database that end, or say nothing more, while a request is under way. */
import { sql } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import { openNetworkRegistry } from "../../main/registry/postgresql/open-network-registry.ts";
import { messageOf, networkBank } from "../bridge/network-bank.ts";
import { taro } from "../bridge/states.ts";
import { newDatabase } from "../postgresql/database.ts";

test("a connection that ends between two statements is an error of its transaction, and of nothing else", async () => {
  const opened = await openNetworkRegistry(await newDatabase(), "service");
  if (!opened.ok) throw new Error(opened.refusal);
  const { database, close } = opened.value;
  onTestFinished(close);
  const transaction = await database.startTransaction().execute();
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(transaction);
  await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(database);
  // Its end arrives while nobody asks anything: without a listener Node would end the process.
  await expect
    .poll(async () => {
      const { rows: left } =
        await sql`select from pg_stat_activity where pid = ${rows[0]?.pid}`.execute(database);
      return left.length;
    })
    .toBe(0);
  await new Promise(setImmediate);
  await expect(sql`select 1`.execute(transaction)).rejects.toThrow(/terminat|queryable|closed/);
  await transaction
    .rollback()
    .execute()
    .catch(() => undefined);
  expect((await sql`select 1 as one`.execute(database)).rows).toEqual([{ one: 1 }]);
});

test("whether a commit came about that got no answer and is still under way isn't guessed", async () => {
  const settings = await newDatabase();
  const slow = { ...settings, limits: { connect: 60_000, query: 3_000, lock: 1_000 } };
  const network = await networkBank(slow, { instances: 1 });
  onTestFinished(() => network.close());
  const kiosk = await network.newKiosk();
  const { database } = network.network;
  // As where it waits for a standby that is away: the commit takes longer than anybody waits.
  await sql`create function slow() returns trigger language plpgsql as
    $$ begin perform pg_sleep(8); return null; end $$`.execute(database);
  await sql`create constraint trigger slow after insert on kiosk_sessions
    deferrable initially deferred for each row execute function slow()`.execute(database);
  const [service] = network.services;
  // "busy" would say that nothing was done.
  expect(await service?.(kiosk, "signIn", messageOf(taro))).toEqual({
    ...{ ok: false, refusal: "database-unavailable" },
  });
  // Its connection isn't kept: ten such would be all.
  expect(network.network.pool.load.used).toBe(0);
});

test("a service that has ended answers as one that has no database: its kiosks go on to the next", async () => {
  const network = await networkBank(await newDatabase(), { instances: 1 });
  const kiosk = await network.newKiosk();
  await network.close();
  const [service] = network.services;
  expect(await service?.(kiosk, "signIn", messageOf(taro))).toEqual({
    ...{ ok: false, refusal: "database-unavailable" },
  });
});
