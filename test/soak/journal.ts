import path from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { examineRegistry } from "../../main/registry/sqlite/examine.ts";
import type { JournalAnchor } from "../../main/core/domain/journal-chain.ts";
import { verifyJournal } from "../../main/core/operations/upkeep/verify-journal.ts";
import { vaultOfItem } from "../fakes/memory-vault.ts";

/** What the registry tells of each deed, and the rows that the journal must have of it: as many. */
const deeds = [
  ["an issue", "select count(*) from tokens", "action = 'issue' and outcome = 'done'"],
  [
    "a showing",
    "select coalesce(sum(setup_showings), 0) from tokens",
    "action = 'show-setup-code' and outcome = 'done'",
  ],
  [
    "a start",
    "select count(*) from tokens where started_at is not null",
    "action = 'start' and outcome = 'done'",
  ],
  [
    "a release",
    "select count(*) from tokens where released_at is not null",
    "action = 'release' and outcome = 'done'",
  ],
  [
    "a mail",
    "select count(*) from outbox where outcome = 'sent'",
    "action = 'mail' and outcome like '%-sent'",
  ],
] as const;

/** The deeds of which the journal tells more or fewer than were done, in words. */
export function miscounted(database: DatabaseSync): readonly string[] {
  return deeds.flatMap(([name, inRegistry, inJournal]) => {
    const counts = database
      .prepare(
        `select (${inRegistry}) as done, (select count(*) from journal where ${inJournal}) as told`,
      )
      .get();
    const done = Number(counts?.["done"]);
    const told = Number(counts?.["told"]);
    return done === told ? [] : [`${name}: done ${String(done)} times, journalled ${String(told)}`];
  });
}

/** What is wrong with the chain of the journal in `dataDir`, its head and the row that the keychain remembers, in words. */
export async function brokenChain(
  dataDir: string,
  masterKey: string,
  anchor: JournalAnchor | null,
): Promise<readonly string[]> {
  const examined = await examineRegistry(path.join(dataDir, "registry.sqlite"), anchor);
  if (!examined.ok) return [`the journal can't be read: ${examined.refusal}`];
  const { mac } = vaultOfItem(masterKey, "");
  const verified = await verifyJournal(examined.value.journal, mac, anchor);
  await examined.value.close();
  return verified.ok ? [] : [`the journal is broken: ${JSON.stringify(verified.refusal)}`];
}
