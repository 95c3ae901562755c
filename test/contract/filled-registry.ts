import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { OpenedRegistry } from "../../main/core/ports/registry.ts";
import { memoryVault } from "../fakes/memory-vault.ts";
import { sqliteRegistry } from "./registries.ts";
import { hanako, issuedToken, taro } from "./rows.ts";
import { temporaryFolder } from "./temporary-folder.ts";

export const seal = { kiosk: "kiosk", mac: memoryVault().mac };
export const member = { id: "500001", name: "郡山 新", role: "assist", pinHash: "hash" } as const;
export const hanakosToken = { ...issuedToken, userId: "999800000002", customerId: hanako.id };

/** A registry with two customers, a token and some wrong tries of each, and a member of the staff; `tamper` changes its file. */
export async function filledRegistry(): Promise<{
  readonly path: string;
  readonly registry: OpenedRegistry;
  readonly tamper: (statement: string) => void;
}> {
  const path = join(temporaryFolder(), "registry.sqlite");
  const registry = await sqliteRegistry(path);
  await registry.sealJournal(seal);
  await registry.transact(async (rows) => {
    await rows.insertCustomer(taro);
    await rows.insertCustomer(hanako);
    await rows.insertToken(issuedToken);
    await rows.insertToken(hanakosToken);
    await rows.setFailures(taro.loginId, "loginPassword", 3);
    await rows.insertStaff(member);
    await rows.setFailures(member.id, "pin", 2);
  });
  const tamper = (statement: string) => {
    using database = new DatabaseSync(path);
    database.exec(statement);
  };
  return { path, registry, tamper };
}
