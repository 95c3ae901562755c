import type { Clock } from "../../core/ports/clock.ts";
import type { TimeSources } from "../../core/ports/health.ts";
import { clockOffset } from "./sntp.ts";
import { isSynchronised } from "./time-service.ts";

/** SNTP, and the system's time service; see the port. `clock`: the kiosk's. */
export function timeSources(clock: Clock): TimeSources {
  return { offsetTo: (server) => clockOffset(server, clock), isSynchronised };
}
