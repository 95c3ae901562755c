import { randomUUID } from "node:crypto";
import pg from "pg";
import { inject, onTestFinished } from "vitest";
import { migrateNetworkRegistry } from "../../main/registry/postgresql/open-network-registry.ts";
import type { DatabaseSettings } from "../../main/registry/postgresql/hosts-pool.ts";

const owner = "otp_service";

async function asAdministrator(...statements: readonly string[]): Promise<void> {
  const client = new pg.Client({
    host: inject("postgresqlSocket"),
    user: "postgres",
    database: "postgres",
  });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

function settingsOf(name: string): DatabaseSettings {
  // A machine that has other work, too, takes its time.
  const limits = { connect: 60_000, query: 60_000, lock: 60_000 };
  const hosts = [inject("postgresqlSocket")] as const;
  return { hosts, name, user: owner, password: null, ca: null, limits };
}

let template: Promise<string> | null = null;

/** A database with the newest schema, dropped with the test. */
export async function newDatabase(): Promise<DatabaseSettings> {
  const { settings, drop } = await lastingDatabase();
  onTestFinished(drop);
  return settings;
}

/** The same for more than one test, dropped by the caller. */
export async function lastingDatabase(): Promise<{
  readonly settings: DatabaseSettings;
  drop(): Promise<void>;
}> {
  // To copy a database takes a fraction of the time that its migrations take.
  template ??= makeTemplate();
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await asAdministrator(`create database ${name} owner ${owner} template ${await template}`);
  return {
    settings: settingsOf(name),
    drop: () => asAdministrator(`drop database ${name} with (force)`),
  };
}

/** A database without any schema, dropped with the test. */
export async function emptyDatabase(): Promise<DatabaseSettings> {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await asAdministrator(`create database ${name} owner ${owner}`);
  onTestFinished(() => asAdministrator(`drop database ${name} with (force)`));
  return settingsOf(name);
}

async function makeTemplate(): Promise<string> {
  const name = `template_${randomUUID().replaceAll("-", "")}`;
  await asAdministrator(`create database ${name} owner ${owner}`);
  const migrated = await migrateNetworkRegistry(settingsOf(name));
  if (!migrated.ok) throw new Error(migrated.refusal);
  return name;
}
