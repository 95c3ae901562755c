import type { Clock } from "../../core/ports/clock.ts";
import { clockOffset } from "./sntp.ts";
import { isSynchronised } from "./time-service.ts";

/**
 * Measures by how many milliseconds `clock` is ahead of the NTP server ("HOST" or "HOST:PORT"). Without a server
 * (null), it is 0 where the system's time service has synchronised the clock. null: there is no answer.
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
