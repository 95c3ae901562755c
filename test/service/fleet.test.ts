/** What the service keeps of each kiosk, and 保守 see of all of them at any one, over PostgreSQL. */
import { expect, onTestFinished, test } from "vitest";
import { heardKiosks } from "../../main/service/identities/heard-kiosks.ts";
import { fleetReader } from "../../main/service/identities/read-fleet.ts";
import { identityRows } from "../../main/service/identities/identity-rows.ts";
import { messageOf, networkBank } from "../bridge/network-bank.ts";
import type { NetworkBank } from "../bridge/network-bank.ts";
import { maintainer } from "../bridge/states.ts";
import { newDatabase } from "../postgresql/database.ts";
import { wellMeasured } from "../fakes/well-machine.ts";

async function openBank(): Promise<NetworkBank> {
  const network = await networkBank(await newDatabase());
  onTestFinished(() => network.close());
  return network;
}

const { keychain, disk, clock, versions } = wellMeasured(0);
const measured = { keychain, disk, clock, versions };

test("when a kiosk was heard of, and what it told, is written for all at once and later", async () => {
  const { network, newKiosk } = await openBank();
  const [one, two] = [await newKiosk("lobby-1"), await newKiosk("lobby-2")];
  let now = 1_000;
  const heard = heardKiosks(network.database, () => now);
  const fleet = fleetReader(network.database);
  heard.hear(one, { version: "1.0.0", measured });
  heard.hear(two, {});
  heard.hear("f".repeat(64), { version: "1.0.0" });
  expect((await fleet()).kiosks).toMatchObject([{ seenAt: null }, { seenAt: null }]);
  await heard.write();
  expect((await fleet()).kiosks).toMatchObject([
    { name: "lobby-1", seenAt: 1_000, version: "1.0.0", machine: { at: 1_000, disk } },
    { name: "lobby-2", seenAt: 1_000, version: null, machine: null },
  ]);
  // A look that waits tells nothing else, and what isn't in its form isn't kept.
  now = 2_000;
  heard.hear(one, { version: "1.0.1", measured: { ...measured, disk: { freeBytes: "<b>" } } });
  heard.hear(one, {});
  await heard.write();
  expect((await fleet()).kiosks[0]).toMatchObject({
    ...{ seenAt: 2_000, version: "1.0.1" },
    machine: { at: 1_000, disk },
  });
  // Another service has heard of it later.
  now = 1_500;
  heard.hear(one, {});
  await heard.write();
  expect((await fleet()).kiosks[0]).toMatchObject({ seenAt: 2_000 });
});

test("what can't be written now is written the next time", async () => {
  const { network, newKiosk } = await openBank();
  const one = await newKiosk();
  const heard = heardKiosks(network.database, () => 1_000);
  heard.hear(one, { version: "1.0.0" });
  await network.database.schema.alterTable("identities").renameTo("away").execute();
  await expect(heard.write()).rejects.toThrow();
  await network.database.schema.alterTable("away").renameTo("identities").execute();
  heard.hear(one, {});
  await heard.write();
  expect((await fleetReader(network.database)()).kiosks).toMatchObject([
    { seenAt: 1_000, version: "1.0.0" },
  ]);
});

test("保守 see the fleet at any kiosk; revoked kiosks and relying systems are none", async () => {
  const { network, newKiosk, services, bank } = await openBank();
  const [here, silent, gone] = [
    await newKiosk("lobby-1"),
    await newKiosk("lobby-2"),
    await newKiosk("lobby-3"),
  ];
  const rows = identityRows(network.database);
  await rows.revoke(gone);
  await rows.ask("a".repeat(64), {
    ...{ name: "new", branch: "白河支店", version: "1.0.0", notAfter: bank.clock() * 2 },
  });
  const heard = heardKiosks(network.database, () => bank.clock());
  heard.hear(here, { version: "1.0.0", measured });
  await heard.write();
  const earlier = heardKiosks(network.database, () => bank.clock() - 600_000);
  earlier.hear(silent, { version: "0.9.0", measured });
  await earlier.write();
  const [service] = services;
  await service?.(here, "staffSignIn", messageOf(maintainer));
  const read = await service?.(here, "readFleet", messageOf({}));
  expect(read).toMatchObject({
    value: {
      answer: {
        ok: true,
        value: {
          pending: 1,
          kiosks: [
            { name: "lobby-2", version: "0.9.0", grade: "fault", findings: ["silent"] },
            { name: "lobby-1", version: "1.0.0", grade: "good", findings: [] },
          ],
          lines: [{ subject: "mail" }, { subject: "journal", finding: "checking" }],
        },
      },
    },
  });
  const found = await network.registry.findJournal(noFilter, null, 1);
  expect(found).toMatchObject([{ action: "read-fleet", outcome: "done", kiosk: "lobby-1" }]);
});

const noFilter = { from: null, to: null, customerId: null, staffId: null, action: null };
