/** The stores of a service or command, opened over a database that others use meanwhile. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import { openServiceStores } from "../../main/compose/service-stores.ts";
import type { ServicePlace } from "../../main/compose/service-place.ts";
import { loadServiceConfig } from "../../main/config/service-config.ts";
import { valueOf } from "../contract/sealed-tokens.ts";
import { newDatabase } from "../postgresql/database.ts";
import { dataFolder } from "./data-folder.ts";

async function newPlace(): Promise<ServicePlace> {
  const dataDir = dataFolder();
  const { hosts, name, user } = await newDatabase();
  const file = join(dataDir, "service.yaml");
  writeFileSync(file, JSON.stringify({ demo: true, database: { hosts, name, user } }));
  return { config: valueOf(loadServiceConfig(file)), dataDir, credentials: undefined };
}

test("a command on a ring that the database knows waits for nobody who writes facts", async () => {
  const place = await newPlace();
  await using first = valueOf(await openServiceStores(place, "command"));
  const { promise: over, resolve: end } = Promise.withResolvers<undefined>();
  onTestFinished(() => {
    end(undefined);
  });
  const { promise: begun, resolve: tell } = Promise.withResolvers<undefined>();
  const writing = first.network.maintain(null, async (_rows, tables) => {
    await sql`lock table kiosk in row exclusive mode`.execute(tables);
    tell(undefined);
    await over;
  });
  await begun;
  await using second = valueOf(await openServiceStores(place, "command"));
  expect(second.fingerprint).toBe(first.fingerprint);
  end(undefined);
  await writing;
});
