import { existsSync, realpathSync } from "node:fs";
import path from "node:path";
import { systemClock } from "../adapters/system-clock.ts";
import type { Config } from "../config/config.ts";
import type { Clock } from "../core/ports/clock.ts";
import type { JournalAnchorStore } from "../core/ports/journal-anchor.ts";
import { keychainOf } from "./keychain.ts";

/** The kiosk that a command works on, found as the kiosk itself finds it. */
export interface KioskPlace {
  readonly config: Config;
  readonly dataDir: string;
  readonly clock: Clock;
}

/** The place of a kiosk whose clock is so many seconds ahead of the system's (0 except in trials). */
export function commandPlace(
  config: Config,
  dataDir: string,
  clockOffsetSeconds: number,
): KioskPlace {
  return { config, dataDir, clock: systemClock(clockOffsetSeconds) };
}

/** The real path of the data folder, by which the keychain knows it, and the path of its registry. */
export function placesOf(dataDir: string): { readonly folder: string; readonly registry: string } {
  const folder = existsSync(dataDir) ? realpathSync(dataDir) : dataDir;
  return { folder, registry: path.join(folder, "registry.sqlite") };
}

/** The anchor of the kiosk's journal. */
export function anchorOf({
  config,
  dataDir,
}: Pick<KioskPlace, "config" | "dataDir">): JournalAnchorStore {
  return keychainOf(config, placesOf(dataDir).folder).anchor;
}
