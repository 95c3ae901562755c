import { readFileSync } from "node:fs";
import { expect, onTestFinished, test } from "vitest";
import { importKiosk } from "../../main/compose/import-kiosk.ts";
import { escrowText } from "../../main/adapters/keychain-vault/escrow.ts";
import { ringOf } from "../../main/adapters/keychain-vault/key-ring.ts";
import { verifyChains } from "../../main/service/verify-chains.ts";
import { taro } from "../bridge/states.ts";
import { messageOf, networkBank } from "../bridge/network-bank.ts";
import { memoryVault } from "../fakes/memory-vault.ts";
import { seededRandom } from "../fakes/seeded-random.ts";
import { newDatabase } from "../postgresql/database.ts";
import { backedUpKiosk, passphrase } from "./backed-up-kiosk.ts";

const banksVault = memoryVault(new Uint8Array(32).fill(21));

async function emptyBank() {
  const network = await networkBank(await newDatabase(), { vault: banksVault, seeds: false });
  onTestFinished(() => network.close());
  return network;
}

test("a kiosk's registry goes on in the bank's: its tokens prove, its chain stays whole", async () => {
  const { given, rows } = await backedUpKiosk();
  const { network, bank, newKiosk, services } = await emptyBank();
  const taken = await importKiosk({ network, vault: banksVault }, given);
  expect(taken).toMatchObject({ ok: true, value: { customers: 3, tokens: 1, journalRows: rows } });
  expect(await verifyChains(network, banksVault.mac)).toMatchObject({ broken: null });
  const kiosk = await newKiosk();
  const answer = await services[0]?.(kiosk, "signIn", messageOf(taro));
  expect(answer).toMatchObject({ value: { answer: { value: { awaits: "code" } } } });
  bank.clock.advance(120_000);
  const proof = messageOf({ oneTimePassword: await bank.code("demo-taro") });
  expect(await services[1]?.(kiosk, "proveCode", proof)).toMatchObject({
    value: { answer: { ok: true } },
  });
  const greatest = await network.registry.read((all) => all.greatestUserId());
  expect(greatest).toBe("999800000001");
});

test("what collides is told, and nothing is done", async () => {
  const { given } = await backedUpKiosk();
  const { network } = await emptyBank();
  await importKiosk({ network, vault: banksVault }, given);
  const before = await network.database.selectFrom("journal").selectAll().execute();
  // A customer's id is the bank's own number, and tells by itself.
  const logins = ["hanako01", "jiro0001", "taro0001"];
  const customers = ["demo-hanako", "demo-jiro", "demo-taro"];
  const again = await importKiosk({ network, vault: banksVault }, given);
  expect(again).toMatchObject({
    refusal: {
      collisions: { userIds: ["999800000001"], loginIds: [...logins, ...customers] },
    },
  });
  expect(await network.database.selectFrom("journal").selectAll().execute()).toEqual(before);
});

test("a backup of other keys, a wrong passphrase and a damaged backup are refused", async () => {
  const { given } = await backedUpKiosk();
  const { network } = await emptyBank();
  const attempt = async (changed: object) => {
    const answer = await importKiosk({ network, vault: banksVault }, { ...given, ...changed });
    return answer.ok ? "ok" : answer.refusal;
  };
  expect(await attempt({ passphrase: "another" })).toBe("escrow-passphrase-wrong");
  const other = ringOf(new Uint8Array(32).fill(8), null);
  const escrow = await escrowText(other, passphrase, { random: seededRandom(4), at: 5 });
  expect(await attempt({ escrow })).toBe("backup-of-other-keys");
  expect(readFileSync(given.backup).length).toBeGreaterThan(1_000);
  expect(await network.registry.read((rows) => rows.greatestUserId())).toBeNull();
});
