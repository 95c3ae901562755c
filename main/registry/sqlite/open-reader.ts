import { DatabaseSync } from "node:sqlite";
import { Kysely } from "kysely";
import type { RegistrySchema } from "../schema.ts";
import { NodeSqliteDialect } from "./dialect.ts";

/** Opens the registry at `path` to read it while other processes write it; throws SQLite's errors. */
export function openReader(path: string): Kysely<RegistrySchema> {
  // A connection that may write removes its -wal and -shm again, and detects a process that has the file locked.
  const database = new DatabaseSync(path);
  database.exec("pragma query_only = on");
  return new Kysely<RegistrySchema>({ dialect: new NodeSqliteDialect(database) });
}
