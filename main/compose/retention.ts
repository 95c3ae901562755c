import { keptFilesIn } from "../adapters/kept-files.ts";
import { systemTicks } from "../adapters/system-clock.ts";
import type { Config } from "../config/config.ts";
import { makeEraseExpired } from "../core/operations/upkeep/erase-expired.ts";
import type { RetentionParts } from "../core/operations/upkeep/erase-expired.ts";
import { clockOffsetBy } from "./clock.ts";

/** The sweep of a kiosk's registry and of the files in its data folder. */
export function eraseExpiredIn(
  dataDir: string,
  config: Config,
  parts: Omit<RetentionParts, "files" | "config" | "ticks" | "offsetMs">,
): () => Promise<void> {
  return makeEraseExpired({
    ...{ ...parts, config, ticks: systemTicks },
    files: keptFilesIn(dataDir),
    offsetMs: clockOffsetBy(config, parts.clock),
  });
}
