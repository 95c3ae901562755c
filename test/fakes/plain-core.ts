import { makeKioskCore } from "../../main/core/kiosk-core.ts";
import type { Guards, KioskCore } from "../../main/core/kiosk-core.ts";
import { countedTimer } from "./counted-timer.ts";
import { recordingLog } from "./recording-log.ts";

/** The core of a kiosk whose clock is right and whose answers leave at once; a throw is a bug, unless `guards` say otherwise. */
export function plainCore(
  parts: Parameters<typeof makeKioskCore>[0],
  guards: Partial<Guards> = {},
): KioskCore {
  return makeKioskCore(parts, {
    log: recordingLog(),
    faultOf: () => null,
    isOver: () => Promise.resolve(true),
    watch: { isRight: () => true, isAfter: () => true, trust: () => undefined },
    evidence: { newestAt: null, confirmedBy: 0 },
    begin: () => Promise.resolve(),
    offsetMs: () => Promise.resolve(null),
    periods: {},
    timer: countedTimer(),
    ...guards,
  });
}
