/** Services whose configuration names a PKCS#11 token as the home of their ring. */
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { keepRing } from "../../main/compose/keep-ring.ts";
import { examineService } from "../../main/compose/service-doctor.ts";
import type { ServicePlace } from "../../main/compose/service-place.ts";
import { openServiceStores } from "../../main/compose/service-stores.ts";
import { loadServiceConfig } from "../../main/config/service-config.ts";
import { prepareKey } from "../../main/core/operations/upkeep/prepare-key.ts";
import { rotateKeys } from "../../main/core/operations/upkeep/rotate-keys.ts";
import { serviceWorded } from "../../main/service/command-line/refusal-words.ts";
import { expectAllOpen, fill, ownerOf, secretOf, valueOf } from "../contract/sealed-tokens.ts";
import { newDatabase } from "../postgresql/database.ts";
import { dataFolder } from "./data-folder.ts";
import { isTokenThere, newToken } from "./soft-token.ts";

/** Services of one bank and one token. */
async function placesOf(names: readonly string[], token: object): Promise<readonly ServicePlace[]> {
  const { hosts, name: database, user } = await newDatabase();
  return names.map((name) => {
    const dataDir = dataFolder();
    const file = join(dataDir, "service.json");
    const service = { name, keys: { pkcs11: token } };
    const stated = { demo: true, service, database: { hosts, name: database, user } };
    writeFileSync(file, JSON.stringify(stated));
    return { config: valueOf(loadServiceConfig(file)), dataDir, credentials: undefined };
  });
}

test.skipIf(!isTokenThere)("services that share a token rotate without an escrow", async () => {
  const token = newToken();
  const [place, other] = await placesOf(["one", "two"], token);
  if (place === undefined || other === undefined) throw new Error("There are two");
  await using one = valueOf(await openServiceStores(place, "service"));
  await using two = valueOf(await openServiceStores(other, "service"));
  expect(existsSync(join(place.dataDir, "keys"))).toBe(false);
  const former = (await one.registry.read((rows) => rows.sealingKey())) ?? "";
  await fill(one.registry, 3, (at) => two.vault.seal(ownerOf(at), secretOf(at), former));

  const { keyId } = valueOf(await prepareKey(one));
  await keepRing(two);
  expect(await rotateKeys(one)).toMatchObject({ value: { keyId, rows: 3, gone: [former] } });
  await expectAllOpen(two.registry, two.vault, 3);
  await Promise.all([one, two].map(keepRing));
  expect((await two.shared.holders()).map(({ keyIds }) => keyIds)).toEqual([[keyId], [keyId]]);
  expect(await examineService(place, serviceWorded)).toContainEqual({
    ...{ subject: "keys", grade: "good" },
    words: `ring in the token bank: in use ${keyId}`,
  });

  writeFileSync(token.pinFile, "111111\n");
  const examined = await examineService(place, serviceWorded);
  const words = expect.stringContaining("PIN is wrong. It isn't tried again by itself") as string;
  expect(examined).toContainEqual({ subject: "keys", grade: "fault", words });
});
