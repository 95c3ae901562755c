import type { Clock } from "../../core/ports/clock.ts";
import { clockOffset } from "./sntp.ts";
import { isSynchronised } from "./time-service.ts";

/**
 * Asks by how many milliseconds `clock` is ahead of the NTP server ("HOST" or "HOST:PORT"), or without one (null) whether
 * the system's time service finds it right, which is 0; null: there is no answer.
 */
export function clockOffsetBy(
  ntpServer: string | null,
  clock: Clock,
): () => Promise<number | null> {
  return async () => {
    if (ntpServer !== null) return clockOffset(ntpServer, clock);
    return (await isSynchronised()) === true ? 0 : null;
  };
}
