import { expect, onTestFinished, test } from "vitest";
import { openNetworkRegistry } from "../../main/registry/postgresql/open-network-registry.ts";
import { verifyChains } from "../../main/service/verify-chains.ts";
import { lostRows, witnessHeads } from "../../main/service/witness-heads.ts";
import { memoryVault } from "../fakes/memory-vault.ts";
import { newDatabase } from "../postgresql/database.ts";

const vault = memoryVault();
const hour = 60 * 60_000;
const event = { at: 1, customerId: null, action: "start-up", outcome: "done" } as const;

async function journalOfTwo() {
  const opened = await openNetworkRegistry(await newDatabase(), "service");
  if (!opened.ok) throw new Error(opened.refusal);
  const network = opened.value;
  onTestFinished(() => network.close());
  await network.registry.sealJournal({ kiosk: "service", mac: vault.mac });
  const write = () => network.registry.transact((rows) => rows.appendJournal(event));
  // Two at once, so that there are two chains.
  for (let count = 0; count < 3; count += 1) await Promise.all([write(), write()]);
  return { ...network, write };
}

test("heads are witnessed once an hour", async () => {
  const network = await journalOfTwo();
  const at = [5, 5 + hour - 1, 5 + hour];
  const written: boolean[] = [];
  for (const now of at) written.push(await witnessHeads(network, vault, now));
  expect(written).toEqual([true, false, true]);
  await network.write();
  expect(await lostRows(network, vault, 24)).toBeNull();
});

test("a chain that was deleted or put back as a whole is found", async () => {
  const network = await journalOfTwo();
  const { database } = network;
  expect(await network.writers()).toEqual(["service/1", "service/2"]);
  const before = await database
    .selectFrom("journal_heads")
    .selectAll()
    .where("writer", "=", "service/1")
    .executeTakeFirstOrThrow();
  await network.write();
  await witnessHeads(network, vault, 5);
  await database
    .deleteFrom("journal")
    .where("writer", "=", "service/1")
    .where("number", ">", before.count)
    .execute();
  await database
    .updateTable("journal_heads")
    .set(before)
    .where("writer", "=", "service/1")
    .execute();
  expect(await verifyChains(network, vault.mac)).toMatchObject({ broken: null });
  expect(await lostRows(network, vault, 24)).toEqual({ writer: "service/1", count: 4 });
  for (const table of ["journal", "journal_heads"] as const) {
    await database.deleteFrom(table).where("writer", "=", "service/2").execute();
  }
  expect(await verifyChains(network, vault.mac)).toMatchObject({ broken: null });
  expect(await lostRows(network, vault, 24)).not.toBeNull();
});

test("a row that was moved into another chain, and a witness that was changed, are found", async () => {
  const network = await journalOfTwo();
  const { database } = network;
  await witnessHeads(network, vault, 5);
  await database.updateTable("journal_witnesses").set({ heads: "[]" }).execute();
  expect(await lostRows(network, vault, 24)).toBe("witness-changed");
  await database
    .updateTable("journal")
    .set({ writer: "service/3" })
    .where("writer", "=", "service/2")
    .execute();
  await database
    .updateTable("journal_heads")
    .set({ writer: "service/3" })
    .where("writer", "=", "service/2")
    .execute();
  expect(await verifyChains(network, vault.mac)).toMatchObject({
    broken: { writer: "service/3", number: 1 },
  });
});
