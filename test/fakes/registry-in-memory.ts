import { DatabaseSync } from "node:sqlite";
import { Kysely } from "kysely";
import type { JournalEvent } from "../../main/core/domain/journal-event.ts";
import type { OutboxMail } from "../../main/core/domain/outgoing-mail.ts";
import type { OpenedRegistry } from "../../main/core/ports/registry.ts";
import { mailFrom } from "../../main/registry/mapping.ts";
import type { RegistrySchema } from "../../main/registry/schema.ts";
import { NodeSqliteDialect } from "../../main/registry/sqlite/dialect.ts";
import { migrate } from "../../main/registry/sqlite/migrate.ts";
import { registryIn } from "../../main/registry/sqlite/transactions.ts";
import { eventFrom, registryContents, rowsOf } from "./registry-contents.ts";
import type { RegistryContents } from "./registry-contents.ts";

/** A registry without a file, with what a test may want to look at behind the port's back. */
export interface InMemoryRegistry extends OpenedRegistry {
  journal(): readonly JournalEvent[];
  mails(): readonly OutboxMail[];
  /** How many statements were run so far, without those that begin and end transactions. */
  statements(): number;
  /** Runs SQL as an attacker does who can write the registry's file. */
  tamper(sql: string): void;
  /** What its file would hold. */
  file(): Uint8Array;
  /** Every row of every table that a request may change. */
  contents(): RegistryContents;
  /** How many rows were written so far. */
  changes(): number;
}

let empty: Uint8Array | null = null;

/** The file of an empty registry of the newest schema: migrating each one would take most of a test's time. */
async function emptyRegistry(): Promise<Uint8Array> {
  const database = new DatabaseSync(":memory:");
  const kysely = new Kysely<RegistrySchema>({ dialect: new NodeSqliteDialect(database) });
  await migrate(kysely);
  const file = database.serialize();
  await kysely.destroy();
  return file;
}

/**
 * New, and empty unless it begins as `file`, another one's; its rows are those of the product's own registry, in SQLite's
 * `:memory:`.
 */
export async function registryInMemory(file?: Uint8Array): Promise<InMemoryRegistry> {
  empty ??= await emptyRegistry();
  const database = new DatabaseSync(":memory:");
  database.deserialize(file ?? empty);
  database.exec("pragma foreign_keys = on");
  let statements = 0;
  const kysely = new Kysely<RegistrySchema>({
    dialect: new NodeSqliteDialect(database),
    log: ({ query }) => {
      if (!/^(?:begin|commit|rollback)/.test(query.sql)) statements += 1;
    },
  });
  const changes = database.prepare("select total_changes() as count");
  const mails = () => rowsOf(database, "outbox", "rowid").map(mailFrom);
  const journal = () => rowsOf(database, "journal", "number").map(eventFrom);
  return {
    ...registryIn(kysely),
    journal,
    mails,
    statements: () => statements,
    tamper: (sql) => {
      database.exec(sql);
    },
    file: () => database.serialize(),
    contents: () => registryContents(database),
    changes: () => Number(changes.get()?.["count"]),
  };
}
