/** Commands that are given at the same moment append to one chain of the journal. */
import { expect, onTestFinished, test } from "vitest";
import { openNetworkRegistry } from "../../main/registry/postgresql/open-network-registry.ts";
import { verifyChains } from "../../main/service/verify-chains.ts";
import { memoryVault } from "../fakes/memory-vault.ts";
import { newDatabase } from "../postgresql/database.ts";

test("of two processes of one name each waits for the other's commit, and the chain stays whole", async () => {
  const settings = await newDatabase();
  const { mac } = memoryVault();
  const openedBy = async () => {
    const opened = await openNetworkRegistry(settings, "service-commands", null, {
      isShared: true,
    });
    if (!opened.ok) throw new Error(opened.refusal);
    onTestFinished(() => opened.value.close());
    return opened.value;
  };
  const networks = [await openedBy(), await openedBy()];
  // The first rows of a chain are the hardest: there is no row yet to wait for.
  await Promise.all(
    networks.map(async ({ registry }) => {
      await registry.sealJournal({ kiosk: "service", mac });
      for (let at = 1; at <= 20; at += 1) {
        await registry.transact((rows) =>
          rows.appendJournal({ at, customerId: null, action: "keys-escrow", outcome: "done" }),
        );
      }
    }),
  );
  const [first] = networks;
  if (first === undefined) throw new Error("There is no registry");
  expect(await first.writers()).toEqual(["service-commands/1"]);
  expect(await verifyChains(first, mac)).toMatchObject({ rows: 40, broken: null });
});
