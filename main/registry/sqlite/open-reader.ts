import { DatabaseSync } from "node:sqlite";
import { Kysely } from "kysely";
import type { RegistrySchema } from "../schema.ts";
import { NodeSqliteDialect } from "./dialect.ts";

/** Opens the registry at `path` to read it while others write it; throws SQLite's errors. */
export function openReader(path: string): Kysely<RegistrySchema> {
  // One that may write takes its -wal and -shm away again, and hears of who holds the file alone.
  const database = new DatabaseSync(path);
  database.exec("pragma query_only = on");
  return new Kysely<RegistrySchema>({ dialect: new NodeSqliteDialect(database) });
}
