import type { Config } from "../config/config.ts";
import { farOffClockMs } from "../core/domain/health.ts";
import { goesBefore } from "../core/domain/retention.ts";
import type { Clock } from "../core/ports/clock.ts";
import type { OutputFiles } from "../core/ports/files.ts";

/** In one turn; the rest goes with the next. */
const mostAtOnce = 1_000;

/**
 * Deletes the 控え and exports of a kiosk of the bank's network whose time is over. Files have the times of the kiosk's
 * clock, so nothing is deleted while the database's clock (`aheadMs`, null: it isn't known) doesn't agree with it.
 */
export async function sweepFiles(
  files: OutputFiles,
  { retention }: Pick<Config, "retention">,
  { clock, aheadMs }: { readonly clock: Clock; readonly aheadMs: number | null },
): Promise<void> {
  if (aheadMs === null || Math.abs(aheadMs) >= farOffClockMs) return;
  const now = clock();
  const prints = goesBefore(retention.printDays, now);
  const exports = goesBefore(retention.exportDays, now);
  if (prints !== null) await files.erase("prints", prints, mostAtOnce);
  if (exports !== null) await files.erase("exports", exports, mostAtOnce);
}
