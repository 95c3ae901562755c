import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Profile } from "./profile.ts";

/** The rows of a query of the registry behind a running kiosk, its own or the bank's. */
export async function registryRows(
  { dataDir, bank }: Profile,
  query: string,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  if (bank !== undefined) return bank.ask(query);
  using registry = new DatabaseSync(path.join(dataDir, "registry.sqlite"), { readOnly: true });
  return registry.prepare(query).all();
}
