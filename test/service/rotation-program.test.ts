/** A rotation through all its stages by commands, beside two services as processes of their own. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { stringify } from "yaml";
import { openNetworkRegistry } from "../../main/registry/postgresql/open-network-registry.ts";
import type { DatabaseSettings } from "../../main/registry/postgresql/hosts-pool.ts";
import { messageOf } from "../bridge/network-bank.ts";
import { valueOf } from "../contract/sealed-tokens.ts";
import { emptyDatabase } from "../postgresql/database.ts";
import { kioskClient } from "./kiosk-client.ts";
import { command, homeIn, serving } from "./running-service.ts";
import type { Home } from "./running-service.ts";

const passphrase = "fifteen letters and more\n";
const login = { loginId: "taro0001", loginPassword: "tarologin1" };

async function homeOf(folder: string, name: string, database: DatabaseSettings): Promise<Home> {
  mkdirSync(join(folder, name));
  const home = await homeIn(join(folder, name));
  const { port, metricsPort } = home;
  const { hosts, name: databaseName, user } = database;
  const stated = {
    ...{ demo: true, service: { name, listen: { port }, metricsPort } },
    database: { hosts, name: databaseName, user },
  };
  writeFileSync(join(home.folder, "service.yaml"), stringify(stated));
  return home;
}

async function served(home: Home) {
  const service = await serving(home);
  onTestFinished(async () => {
    await service.kill("SIGKILL");
  });
  return service;
}

/** A kiosk that is approved without its ceremony. */
async function kioskAt(port: number, database: DatabaseSettings) {
  const kiosk = await kioskClient(port);
  const network = valueOf(await openNetworkRegistry(database, "tests"));
  await network.database
    .insertInto("identities")
    .values({
      ...{ fingerprint: kiosk.fingerprint, name: "lobby", branch: "-", role: "kiosk" },
      ...{ state: "approved", not_after: 8e12, asked_at: 0, approved_by: "[]" },
      ...{ revoked_at: null, seen_at: null, version: null, health: null },
    })
    .execute();
  await network.close();
  return kiosk;
}

test("no request is refused, both rings forget the former key, and an old ring is told what to do", async () => {
  const folder = mkdtempSync(join(tmpdir(), "rotation-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const database = await emptyDatabase();
  const [one, two] = [await homeOf(folder, "one", database), await homeOf(folder, "two", database)];
  await served(one);
  const escrow = join(folder, "ring.escrow");
  expect(await command(one, passphrase, "keys", "escrow", escrow)).toMatchObject({ code: 0 });
  expect(await command(two, passphrase, "keys", "recover", escrow)).toMatchObject({ code: 0 });
  const other = await served(two);
  const ringOf = (home: Home) => readFileSync(join(home.dataDir, "keys", "ring"), "utf8");
  const before = ringOf(two);

  const kiosks = [await kioskAt(one.port, database), await kioskAt(two.port, database)];
  const answers: unknown[] = [];
  const over = new AbortController();
  const serves = Promise.all(
    kiosks.map(async (kiosk) => {
      while (!over.signal.aborted) {
        for (const [verb, request] of [
          ["signIn", login],
          ["readStatus", {}],
        ] as const) {
          const { status, body } = await kiosk.post(`/v1/verbs/${verb}`, messageOf(request));
          answers.push([status, (body as { answer?: { ok: boolean } }).answer?.ok]);
        }
        // The customers of a branch don't come without a pause.
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
    }),
  );

  expect((await command(one, "", "keys", "prepare")).said).toMatch(/^Made: the next key is \w{16}/);
  const early = await command(one, "", "keys", "rotate");
  expect(early).toMatchObject({ code: 1, said: "" });
  expect(early.complained).toMatch(/services that serve lack the key \w{16}: two\./);
  expect(ringOf(two)).toBe(before);
  const next = join(folder, "next.escrow");
  expect(await command(one, passphrase, "keys", "escrow", next)).toMatchObject({ code: 0 });
  expect(await command(two, passphrase, "keys", "recover", next)).toMatchObject({ code: 0 });
  const listed = await command(two, "", "keys", "list");
  expect(listed.said).toMatch(/, in use\n\w{16} .*, next\n[^]*^two {2}\S+ \S+ {2}\w{16} \w{16}$/m);
  const rotated = await command(one, "", "keys", "rotate");
  expect(rotated).toMatchObject({ code: 0 });
  const [, key = ""] = /under the key (\w{16})/.exec(rotated.said) ?? [];
  // Each service looks at its ring twice a minute.
  const keysIn = (home: Home) => ringOf(home).match(/"key":/g)?.length;
  await expect.poll(() => [one, two].map(keysIn), { timeout: 90_000 }).toEqual([1, 1]);
  over.abort();
  await serves;
  expect(answers.length).toBeGreaterThan(8);
  expect(answers.filter((answer) => JSON.stringify(answer) !== "[200,true]")).toEqual([]);

  expect(await other.kill("SIGTERM")).toBe(0);
  expect((await command(one, "", "keys", "list")).said).toMatch(
    new RegExp(`^one .*  ${key}$`, "m"),
  );
  writeFileSync(join(two.dataDir, "keys", "ring"), before);
  await expect(serving(two)).rejects.toThrow(/lacks the key in use.*keys recover FILE/);
}, 180_000);
