import { join } from "node:path";
import { onTestFinished } from "vitest";
import { firstChain } from "../../main/registry/postgresql/chain-slots.ts";
import { openNetworkRegistry } from "../../main/registry/postgresql/open-network-registry.ts";
import { openRegistry } from "../../main/registry/sqlite/open-registry.ts";
import type { OpenedRegistry } from "../../main/core/ports/registry.ts";
import { newDatabase } from "../postgresql/database.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** The registry at `path`, new where there is none; closed with the test. */
export async function sqliteRegistry(
  path = join(temporaryFolder(), "registry.sqlite"),
): Promise<OpenedRegistry> {
  const opened = await openRegistry(path);
  if (!opened.ok) throw new Error(opened.refusal);
  onTestFinished(() => opened.value.close().catch(() => undefined));
  return opened.value;
}

async function postgresqlRegistry(): Promise<OpenedRegistry> {
  const opened = await openNetworkRegistry(await newDatabase(), "service");
  if (!opened.ok) throw new Error(opened.refusal);
  const { registry } = opened.value;
  onTestFinished(() => registry.close().catch(() => undefined));
  return registry;
}

/** Every implementation of the port, new and empty at each call, with the chain of its journal. */
export const registries = [
  ["SQLite", (): Promise<OpenedRegistry> => sqliteRegistry(), ""],
  ["PostgreSQL", postgresqlRegistry, firstChain("service")],
] as const;
