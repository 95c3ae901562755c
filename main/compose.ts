import path from "node:path";
import type { Fault } from "../preload/contract/answers.ts";
import { faultNotes } from "./adapters/fault-notes.ts";
import { pinoLog } from "./adapters/pino-log.ts";
import { systemClock, systemMonotonicClock } from "./adapters/system-clock.ts";
import { systemRandom } from "./adapters/system-random.ts";
import { checksInThread } from "./compose/checks-in-thread.ts";
import { faultOf } from "./compose/fault-text.ts";
import { within } from "./compose/in-background.ts";
import { keychainFailure } from "./compose/keychain.ts";
import type { Kiosk, KioskPlacement } from "./compose/kiosk.ts";
import { openStores } from "./compose/open-stores.ts";
import { makeClockWatch } from "./core/operations/upkeep/clock-watch.ts";
import { outOfService } from "./core/middleware/out-of-service.ts";
import { makeWaitingFaults } from "./core/operations/upkeep/waiting-faults.ts";
import type { Machine } from "./core/ports/machine.ts";
import { inService } from "./compose/in-service.ts";
import type { Outcome, ServiceParts, Settings } from "./compose/in-service.ts";

/** How long closing waits for an attempt to come into service. */
const closingPatienceMs = 2_000;

/**
 * While out of service, a request for the kiosk's state starts another attempt, no sooner than this after the last one.
 */
const retryIntervalMs = 3_000;

/**
 * Chooses every adapter and puts the kiosk together. Where a part is missing or broken, the result is a kiosk that is
 * out of service and reports why, with keychain and registry unchanged; `readKiosk` then starts another attempt. A kiosk
 * whose configuration names a service has neither registry nor token secrets; the others never load its client.
 */
export async function compose(
  settings: Settings,
  place: KioskPlacement,
  machine: Machine,
): Promise<Kiosk> {
  const clock = systemClock(place.clockOffsetSeconds);
  const log = pinoLog(path.join(place.dataDir, "logs", "kiosk.log"));
  const { service } = settings.config;
  if (service !== null) {
    const { networkKiosk } = await import("./compose/network-kiosk.ts");
    return networkKiosk(settings, service, place, { ...machine, clock, log });
  }
  const waiting = makeWaitingFaults(faultNotes(place.dataDir), clock);
  const watch = makeClockWatch(clock, systemMonotonicClock);
  const checks = checksInThread(path.join(place.dataDir, "registry.sqlite"), place.checkProgram);
  const parts = { ...machine, clock, watch, log, waiting, checks, onSpent: place.onSpent };
  let attemptedAt = 0;
  let lastFault: Fault | null = null;
  const attemptOnce = async (): Promise<Outcome> => {
    const attempt = await putIntoService(settings, place.dataDir, parts);
    attemptedAt = performance.now();
    // The fault is noted before the process may end because of it.
    if (attempt.fault !== null && attempt.fault !== lastFault) {
      waiting.add(`out-of-service-${attempt.fault}`);
      const failure = keychainFailure();
      if (failure !== null) log.error("keytar-not-loaded", failure);
    }
    lastFault = attempt.fault;
    if (attempt.fault === "keychain-restarted") place.onSpent?.();
    return attempt;
  };
  let outcome = await attemptOnce();
  let retrying: Promise<void> | null = null;
  const retry = async (): Promise<void> => {
    outcome = await attemptOnce();
    retrying = null;
  };
  return {
    handle: (verb, request) => {
      const isDue = performance.now() - attemptedAt >= retryIntervalMs;
      // A keychain may take its time for each answer: the caller gets the result of the last attempt.
      if (verb === "readKiosk" && outcome.fault !== null && isDue) retrying ??= retry();
      return outcome.handle(verb, request);
    },
    get log() {
      return outcome.log;
    },
    random: systemRandom,
    close: async () => {
      await within(closingPatienceMs, retrying);
      await outcome.close();
    },
  };
}

/**
 * Errors on the way are logged and end as a fault: a kiosk that reports its fault is better than one that isn't there.
 */
async function putIntoService(
  settings: Settings,
  dataDir: string,
  parts: ServiceParts,
): Promise<Outcome> {
  let fault: Fault;
  try {
    const opening = { for: "service", checks: parts.checks } as const;
    const opened = await openStores({ config: settings.config, dataDir }, opening);
    if (opened.ok) return await inService(settings, dataDir, opened.value, parts);
    fault = opened.refusal;
  } catch (error) {
    parts.log.error("start-failed", error);
    fault = faultOf(error) ?? "registry-unavailable";
  }
  parts.log.info("out-of-service", { fault });
  const handle = outOfService(settings.config, settings.brand, parts.clock, fault);
  return { fault, handle, log: parts.log, close: () => Promise.resolve() };
}
