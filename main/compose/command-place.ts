import { existsSync, realpathSync } from "node:fs";
import path from "node:path";
import { systemClock } from "../adapters/system-clock.ts";
import type { Config } from "../config/config.ts";
import type { Clock } from "../core/ports/clock.ts";
import type { JournalAnchorStore } from "../core/ports/journal-anchor.ts";
import { keychainOf } from "./keychain.ts";

/** Whose things a command works with: the same as the kiosk's. */
export interface KioskPlace {
  readonly config: Config;
  readonly dataDir: string;
  readonly clock: Clock;
}

/** The place of the kiosk whose clock goes so many seconds ahead of the system's (0 but for trials). */
export function commandPlace(
  config: Config,
  dataDir: string,
  clockOffsetSeconds: number,
): KioskPlace {
  return { config, dataDir, clock: systemClock(clockOffsetSeconds) };
}

/** The data folder's real path, by which the keychain knows it, and its registry's. */
export function placesOf(dataDir: string): { readonly folder: string; readonly registry: string } {
  const folder = existsSync(dataDir) ? realpathSync(dataDir) : dataDir;
  return { folder, registry: path.join(folder, "registry.sqlite") };
}

/** What the kiosk remembers of its journal. */
export function anchorOf({
  config,
  dataDir,
}: Pick<KioskPlace, "config" | "dataDir">): JournalAnchorStore {
  return keychainOf(config, placesOf(dataDir).folder).anchor;
}
