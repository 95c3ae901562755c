/** `import-kiosk` as a process: a kiosk's backup and escrow come into the bank's database, and never twice. */
import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { fileKeychain } from "../../main/adapters/keychain-vault/file-keychain.ts";
import { verifyChains } from "../../main/service/verify-chains.ts";
import { messageOf, networkBank } from "../bridge/network-bank.ts";
import { taro } from "../bridge/states.ts";
import { networkContents } from "../fakes/registry-contents.ts";
import { newDatabase } from "../postgresql/database.ts";
import { serviceRing } from "./a-service-ring.ts";
import { backedUpKiosk, passphrase } from "./backed-up-kiosk.ts";
import { dataFolder } from "./data-folder.ts";
import { command, homeIn } from "./running-service.ts";

/** A bank without customers, whose ring is made by its first command, and what a kiosk leaves for it. */
async function bankAndKiosk() {
  const folder = dataFolder();
  const { given, rows, bank } = await backedUpKiosk();
  copyFileSync(given.backup, join(folder, "kiosk.backup"));
  writeFileSync(join(folder, "kiosk.escrow"), given.escrow);
  const settings = await newDatabase();
  const { hosts, name, user } = settings;
  const home = await homeIn(folder, { database: { hosts, name, user } });
  const imported = (secret: string, escrow = "kiosk.escrow") =>
    command(
      home,
      `${secret}\n`,
      ...["import-kiosk", "kiosk.backup"],
      "--escrow",
      escrow,
      "--name",
      "lobby",
    );
  return { home, settings, imported, journalRows: rows, kiosksClock: bank.clock() };
}

test("a kiosk is taken over once, and goes on under the service's own ring", async () => {
  const { home, settings, imported, journalRows, kiosksClock } = await bankAndKiosk();
  const wrong = await imported("another passphrase");
  expect(wrong).toMatchObject({ code: 1, said: "" });
  expect(wrong.complained).toMatch(/passphrase/);
  expect(await imported(passphrase, "none")).toMatchObject({ code: 1, said: "" });

  const taken = await imported(passphrase);
  const counts = `3 customers, 1 tokens, 5 staff, 2 mails, ${String(journalRows)} rows of the journal`;
  expect(taken).toEqual({ code: 0, said: `Taken over: ${counts}.\n`, complained: "" });

  const ring = fileKeychain(join(home.dataDir, "keys", "ring"));
  const { vault, network } = await serviceRing(settings, "service", ring);
  const before = await networkContents(network.database);
  const again = await imported(passphrase);
  expect(again).toMatchObject({ code: 1, said: "" });
  expect(again.complained).toMatch(
    /^The bank has these already, so nothing was done:\nCustomers .*taro0001.*\nUser IDs {3}999800000001\nStaff {6}100001 /,
  );
  expect(await networkContents(network.database)).toEqual(before);
  expect(await network.writers()).toContainEqual(expect.stringMatching(/^lobby [0-9a-f]{8}$/));
  expect(await verifyChains(network, vault.mac)).toMatchObject({ broken: null });

  const { bank, newKiosk, services, close } = await networkBank(settings, { vault, seeds: false });
  onTestFinished(close);
  bank.clock.advance(kiosksClock - bank.clock() + 120_000);
  const kiosk = await newKiosk();
  await services[0]?.(kiosk, "signIn", messageOf(taro));
  const proof = messageOf({ oneTimePassword: await bank.code("demo-taro") });
  const proven = await services[0]?.(kiosk, "proveCode", proof);
  expect(proven).toMatchObject({ value: { answer: { ok: true } } });
});
