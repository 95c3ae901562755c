import { clockOffset } from "../adapters/health/sntp.ts";
import type { Brand, Config } from "../config.ts";
import { guardClock } from "../operations/guard-clock.ts";
import type { GuardedClock } from "../operations/guard-clock.ts";
import { outOfService } from "../operations/out-of-service.ts";
import type { Clock } from "../ports/clock.ts";

/** Puts `operations` behind the guard of `clock`, which asks the configured NTP server where the clock has jumped. */
export function behindClock(
  operations: GuardedClock["operations"],
  { config, brand }: { readonly config: Config; readonly brand: Brand },
  {
    clock,
    ...parts
  }: { readonly clock: Clock } & Pick<
    Parameters<typeof guardClock>[0],
    "watch" | "newestAt" | "log"
  >,
): GuardedClock {
  const { ntpServer } = config.clock;
  return guardClock({
    ...{ ...parts, operations },
    stopped: outOfService(config, brand, clock, "clock-jumped"),
    offsetMs: async () => (ntpServer === null ? null : clockOffset(ntpServer, clock)),
  });
}
