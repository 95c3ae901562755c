import { join } from "node:path";
import { onTestFinished } from "vitest";
import { openRegistry } from "../../main/registry/sqlite/open-registry.ts";
import type { OpenedRegistry } from "../../main/core/ports/registry.ts";
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

/** Every implementation of the port, new and empty at each call. */
export const registries = [["SQLite", (): Promise<OpenedRegistry> => sqliteRegistry()]] as const;
