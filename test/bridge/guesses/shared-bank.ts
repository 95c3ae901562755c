import { openRegistry } from "../../../main/registry/sqlite/open-registry.ts";
import type { OpenedRegistry } from "../../../main/core/ports/registry.ts";
import type { DatabaseSettings } from "../../../main/registry/postgresql/hosts-pool.ts";
import { networkBank } from "../network-bank.ts";
import { servedBank } from "../served-kiosk.ts";
import type { ServedBank } from "../served-kiosk.ts";

/** A registry that processes share: the path of its file, or the database of a bank's network. */
export type SharedRegistry = string | DatabaseSettings;

/** It as one process has it: a kiosk by itself, or a service of the bank with its kiosks. */
export interface OpenedBank {
  readonly registry: OpenedRegistry;
  readonly bank: ServedBank;
  close(): Promise<void>;
}

/** Opens `shared` for one process more. `name`: what nobody else is called. */
export async function openSharedBank(shared: SharedRegistry, name: string): Promise<OpenedBank> {
  if (typeof shared !== "string") return networkBank(shared, { instances: 1, name });
  const opened = await openRegistry(shared);
  if (!opened.ok) throw new Error(opened.refusal);
  const registry = opened.value;
  return { registry, bank: await servedBank(registry), close: () => registry.close() };
}
