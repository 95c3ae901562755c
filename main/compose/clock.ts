import { isSynchronised } from "../adapters/health/time-service.ts";
import { clockOffset } from "../adapters/health/sntp.ts";
import type { Brand, Config } from "../config/config.ts";
import { guardClock } from "../core/middleware/guard-clock.ts";
import type { GuardedClock } from "../core/middleware/guard-clock.ts";
import { outOfService } from "../core/middleware/out-of-service.ts";
import type { Clock } from "../core/ports/clock.ts";

/**
 * Puts `operations` behind the guard of `clock`. Where that has jumped, the configured NTP server decides, and without
 * one what the system's time service says of itself.
 */
export function behindClock(
  operations: GuardedClock["operations"],
  { config, brand }: { readonly config: Config; readonly brand: Brand },
  {
    clock,
    ...parts
  }: { readonly clock: Clock } & Omit<
    Parameters<typeof guardClock>[0],
    "operations" | "stopped" | "offsetMs"
  >,
): GuardedClock {
  return guardClock({
    ...{ ...parts, operations },
    stopped: outOfService(config, brand, clock, "clock-jumped"),
    offsetMs: clockOffsetBy(config, clock),
  });
}

/**
 * Asks by how much the configured NTP server finds `clock` ahead, or without one what the system's time service says;
 * null: no answer.
 */
export function clockOffsetBy(config: Config, clock: Clock): () => Promise<number | null> {
  const { ntpServer } = config.clock;
  return async () => {
    if (ntpServer !== null) return clockOffset(ntpServer, clock);
    return (await isSynchronised()) === true ? 0 : null;
  };
}
