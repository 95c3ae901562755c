import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { openRegistry } from "../../main/registry/sqlite/open-registry.ts";
import { memoryVault } from "../fakes/memory-vault.ts";
import { beforeRecordMacs } from "./former-schemas.ts";
import { issuedToken, taro } from "./rows.ts";
import { temporaryFolder } from "./temporary-folder.ts";

async function reopened(path: string, fill = false): Promise<void> {
  const opened = await openRegistry(path);
  if (!opened.ok) throw new Error(opened.refusal);
  await opened.value.sealJournal({ kiosk: "kiosk", mac: memoryVault().mac });
  if (fill) {
    await opened.value.transact(async (rows) => {
      await rows.insertCustomer(taro);
      await rows.insertToken(issuedToken);
    });
  }
  await opened.value.close();
}

/** What became of a token before the registry was brought up to date, and whether it can still be set up. */
const tokens = [
  ["state = 'issued'", true],
  ["state = 'suspended'", true],
  ["state = 'suspended', started_at = 1", false],
  ["state = 'in-use', started_at = 1", false],
  ["state = 'released', sealed_secret = null, released_at = 2", false],
  ["state = 'replaced', sealed_secret = null", false],
] as const;

test.each(tokens)(
  "a registry of before: the hash of a token with %s is kept: %s",
  async (change, kept) => {
    const path = join(temporaryFolder(), "registry.sqlite");
    await reopened(path, true);
    using database = new DatabaseSync(path);
    database.exec(`update tokens set ${change}; ${beforeRecordMacs}; pragma user_version = 10`);
    await reopened(path);
    const row = database.prepare("select start_password_hash as hash from tokens").get();
    expect(row?.["hash"]).toBe(kept ? issuedToken.startPasswordHash : "");
  },
);
