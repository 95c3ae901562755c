/** A rotation of the key that services share, each with a ring of its own, while they serve. */
import { sql } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import { recoverKeys } from "../../main/adapters/keychain-vault/recover-keys.ts";
import { keepRing } from "../../main/compose/keep-ring.ts";
import { prepareKey } from "../../main/core/operations/upkeep/prepare-key.ts";
import { resealSecrets, takeUpKeys } from "../../main/core/operations/upkeep/reseal-secrets.ts";
import { listKeys, rotateKeys } from "../../main/core/operations/upkeep/rotate-keys.ts";
import type { Registry } from "../../main/core/ports/registry.ts";
import { verifyChains } from "../../main/service/verify-chains.ts";
import { ok, refused } from "../../preload/contract/result.ts";
import { networkBank } from "../bridge/network-bank.ts";
import { customerId, kioskIn, taro } from "../bridge/states.ts";
import { fill, ownerOf, sealed, secretOf, userIdOf, valueOf } from "../contract/sealed-tokens.ts";
import { memoryKeychain } from "../fakes/memory-keychain.ts";
import { newDatabase } from "../postgresql/database.ts";
import { serviceRing } from "./a-service-ring.ts";

const passphrase = "fifteen letters and more";

/** Two services that serve, each with a copy of the ring. */
async function twoServices() {
  const settings = await newDatabase();
  const [keychain, others] = [memoryKeychain(null), memoryKeychain(null)];
  const one = await serviceRing(settings, "one", keychain);
  await others.write(keychain.item() ?? "");
  const two = await serviceRing(settings, "two", others);
  const former = valueOf(await takeUpKeys(one));
  await Promise.all([one, two].map(keepRing));
  return { settings, one, two, keychain, others, former };
}

const keyOf = (item: string | null) => /"sealing":\[\{"key":"([^"]+)"/.exec(item ?? "")?.[1] ?? "";

test("both serve customers' codes through all its stages, and the former key is gone from both rings", async () => {
  const { settings, one, two, keychain, others, former } = await twoServices();
  await fill(one.registry, 150, (at) => one.vault.seal(ownerOf(at), secretOf(at), former));
  const vaults = [one.vault, two.vault];
  const { bank, close } = await networkBank(settings, { vault: one.vault, vaults });
  onTestFinished(close);
  await kioskIn(bank, "in-use");
  let served = 0;
  const serve = async () => {
    bank.clock.advance(120_000);
    const kiosk = bank.kiosk();
    expect(await kiosk.call("signIn", taro)).toMatchObject({ value: { awaits: "code" } });
    const oneTimePassword = await bank.code(customerId);
    expect(await kiosk.call("proveCode", { oneTimePassword })).toMatchObject({ ok: true });
    served += 1;
  };

  const { keyId } = valueOf(await prepareKey(one));
  await serve();
  const before = [keychain.item(), others.item()];
  expect(await rotateKeys(one)).toEqual(refused({ lacking: ["two"], keyId }));
  expect([keychain.item(), others.item()]).toEqual(before);
  expect(await sealed(one.registry)).toEqual([{ keyId: former, rows: 151 }]);

  const escrow = valueOf(await one.escrow(passphrase, 5_000));
  valueOf(await recoverKeys(others, { escrow, passphrase, fingerprint: null }));
  await serve();
  await keepRing(two);
  const over = new AbortController();
  const serving = (async () => {
    do await serve();
    while (!over.signal.aborted);
  })();
  expect(await rotateKeys(one)).toEqual(ok({ keyId, wentOn: false, rows: 151, gone: [former] }));
  over.abort();
  await serving;
  expect(served).toBeGreaterThan(2);
  expect(await sealed(one.registry)).toEqual([{ keyId, rows: 151 }]);

  expect(others.item()).toContain(keyOf(before[0] ?? ""));
  await Promise.all([one, two].map(keepRing));
  for (const item of [keychain.item(), others.item()]) {
    expect(item).not.toContain(keyOf(before[0] ?? ""));
    expect(keyOf(item)).toHaveLength(44);
  }
  await serve();
  expect((await one.shared.holders()).map(({ keyIds }) => keyIds)).toEqual([[keyId], [keyId]]);
  const { rows } = await one.network.database
    .selectFrom("journal")
    .select(({ fn }) => fn.countAll<number>().as("rows"))
    .where("action", "=", "keys-rotate")
    .executeTakeFirstOrThrow();
  // Prepared, begun, done, and done by the other service.
  expect(rows).toBe(4);
  expect(await verifyChains(one.network, one.proofs.mac)).toMatchObject({ broken: null });
});

test("there is one next key at a time, also where another service has made it", async () => {
  const { one, two } = await twoServices();
  const { keyId, isNew } = valueOf(await prepareKey(one));
  expect(isNew).toBe(true);
  expect(await prepareKey(one)).toEqual(ok({ keyId, isNew: false }));
  // What a command has changed is told at once, without the service's next look.
  expect(await prepareKey(two)).toEqual(refused({ ahead: ["one"] }));
  expect(valueOf(await listKeys(one)).map(({ use }) => use)).toEqual(
    expect.arrayContaining(["in-use", "next", null]),
  );
});

test("without a next key it is refused while another service serves, and not when that one has ended", async () => {
  const { one, two, keychain, former } = await twoServices();
  const before = keychain.item();
  expect(await rotateKeys(one)).toEqual(refused({ lacking: ["two"], keyId: null }));
  expect(keychain.item()).toBe(before);
  await two.shared.leave();
  expect(await rotateKeys(one)).toMatchObject({ value: { gone: [former] } });
});

test("a service that was silent for long isn't waited for", async () => {
  const { one, two } = await twoServices();
  await two.network.database.updateTable("ring_holders").set({ seen_at: 0 }).execute();
  expect(await one.shared.holders()).toMatchObject([{ isServing: false }, { isServing: false }]);
  expect(await rotateKeys(one)).toMatchObject({ ok: true });
});

test("a token that is being issued is committed before another key is chosen", async () => {
  const { one, two, former } = await twoServices();
  await two.shared.leave();
  const { promise: mayCommit, resolve: commit } = Promise.withResolvers<undefined>();
  const { promise: hasKey, resolve: tellKey } = Promise.withResolvers<undefined>();
  await fill(one.registry, 1, (at) => one.vault.seal(ownerOf(at), secretOf(at), former));
  const issuing = two.registry.transact(async (rows) => {
    const keyId = await rows.sealingKey();
    tellKey(undefined);
    await mayCommit;
    const token = await rows.tokenByUserId(userIdOf(0));
    if (token === null) throw new Error("There is no token");
    const sealedSecret = await two.vault.seal(token, secretOf(0), keyId);
    await rows.updateToken({ ...token, sealedSecret });
  });
  await hasKey;
  const rotating = rotateKeys(one);
  const waiting = async () => {
    const { rows } = await sql`select from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(
      one.network.database,
    );
    return rows.length;
  };
  await expect.poll(waiting).toBe(1);
  commit(undefined);
  await issuing;
  const { keyId } = valueOf(await rotating);
  expect(await sealed(one.registry)).toEqual([{ keyId, rows: 1 }]);
});

test("a token that a customer changes while it is sealed anew keeps the change", async () => {
  const { one, two, former } = await twoServices();
  await fill(one.registry, 1, (at) => one.vault.seal(ownerOf(at), secretOf(at), former));
  const { keyId } = valueOf(await prepareKey(one));
  await one.registry.transact((rows) => rows.setSealingKey(keyId));
  let times = 0;
  const interrupted: Registry = {
    ...one.registry,
    transact: (work) =>
      one.registry.transact((rows) =>
        work({
          ...rows,
          async sealedOtherwise(...given) {
            const found = await rows.sealedOtherwise(...given);
            const [token] = found;
            if (token !== undefined) {
              times += 1;
              await two.registry.transact((all) => all.updateToken({ ...token, setupShowings: 3 }));
            }
            return found;
          },
        }),
      ),
  };
  await resealSecrets({ registry: interrupted, vault: one.vault }, keyId);
  expect(times).toBe(1);
  const token = await one.registry.transact((rows) => rows.tokenByUserId(userIdOf(0)));
  expect(token).toMatchObject({ setupShowings: 3 });
  expect(await sealed(one.registry)).toEqual([{ keyId, rows: 1 }]);
});
