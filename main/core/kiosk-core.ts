import type { Fault } from "../../preload/contract/answers.ts";
import { makeHandle } from "./handle.ts";
import type { Handle, Middleware } from "./handle.ts";
import { makeAccountGuard } from "./middleware/account-guard.ts";
import { makeFaultAnswers } from "./middleware/answer-faults.ts";
import type { AnswerPeriods } from "./middleware/answer-periods.ts";
import { makeClockGuard } from "./middleware/clock-guard.ts";
import { evenTimes } from "./middleware/even-time.ts";
import { journallingExpiry } from "./operations/customer/journal-expiry.ts";
import { memoryFrom, memorySnapshot } from "./operations/customer/memory.ts";
import type { MemorySnapshot } from "./operations/customer/memory.ts";
import { makeSession } from "./operations/customer/session.ts";
import type { SessionSnapshot } from "./operations/customer/session.ts";
import type { Parts } from "./operations/operation.ts";
import { makeOperations } from "./operations/operations.ts";
import { makeCleaning } from "./operations/staff/cleaning.ts";
import { makeStaffSession } from "./operations/staff/staff-session.ts";
import type { StaffSnapshot } from "./operations/staff/staff-session.ts";
import type { ClockWatch } from "./operations/upkeep/clock-watch.ts";
import type { Timer } from "./ports/clock.ts";
import type { Log } from "./ports/log.ts";
import type { ClockEvidence } from "./ports/journal-reader.ts";

/** The dependencies of a kiosk's middlewares, besides those of its operations. */
export interface Guards {
  readonly log: Log;
  /** The broken part that threw `error`; null: it is a bug. */
  readonly faultOf: (error: unknown) => Fault | null;
  /** Whether a fault is gone; it never rejects. */
  readonly isOver: (fault: Fault) => Promise<boolean>;
  readonly watch: ClockWatch;
  /** The journal's evidence about the time before this start. */
  readonly evidence: ClockEvidence;
  /** Runs once, when the clock is first found right. */
  readonly begin: () => Promise<void>;
  /** How far a time server finds the clock ahead, milliseconds; null: there is no answer. */
  readonly offsetMs: () => Promise<number | null>;
  readonly periods: AnswerPeriods;
  readonly timer: Timer;
  /** Around all that a request does, within its even time: it commits what the request did as a whole. */
  readonly unit?: Middleware;
}

/** All that a kiosk's core knows between two requests, as plain data. */
export interface KioskState {
  readonly customer: SessionSnapshot;
  readonly staff: StaffSnapshot;
  readonly closedForCleaning: boolean;
  readonly memory: MemorySnapshot;
}

/** The state of a kiosk at its start. */
export function emptyKioskState(): KioskState {
  const clock = () => 0;
  return {
    customer: makeSession(0, clock).snapshot(),
    staff: makeStaffSession(0, clock).snapshot(),
    closedForCleaning: false,
    memory: memorySnapshot(memoryFrom()),
  };
}

/** One kiosk's use cases behind its middlewares. */
export interface KioskCore {
  readonly handle: Handle;
  /** Checks the clock while there are no requests. */
  readonly lookAtClock: () => Promise<void>;
  readonly isClockRight: () => boolean;
  readonly state: () => KioskState;
}

/**
 * The core of one kiosk; without `from`, no customer and no member of the staff is signed in yet.
 */
export function makeKioskCore(
  given: Omit<Parts, "memory">,
  guards: Guards,
  from?: KioskState,
): KioskCore {
  const { config, clock, monotonicClock, journal } = given;
  const session = makeSession(config.idle.sessionMinutes, monotonicClock, from?.customer);
  const staff = makeStaffSession(config.idle.staffSeconds, monotonicClock, from?.staff);
  const cleaning = makeCleaning(from?.closedForCleaning);
  const sessions = { customer: session, staff, cleaning };
  const registry = journallingExpiry(given, sessions);
  const account = makeAccountGuard({ registry, clock }, session);
  const faults = makeFaultAnswers({ ...guards, registry: given.registry, clock });
  const clockGuard = makeClockGuard({
    ...{ ...guards, journal },
    signEverybodyOut: async () => {
      await handle("signOut", {});
      await handle("staffSignOut", {});
    },
  });
  const memory = memoryFrom(from?.memory);
  const parts = { ...given, registry: account.registry, memory };
  const faultOfNow = (): Fault | null => clockGuard.fault() ?? faults.fault();
  const handle = makeHandle(makeOperations(parts, sessions, faultOfNow), [
    evenTimes(guards.periods, guards.timer),
    ...(guards.unit === undefined ? [] : [guards.unit]),
    faults.middleware,
    clockGuard.middleware,
    account.middleware,
  ]);
  return {
    handle,
    lookAtClock: clockGuard.look,
    isClockRight: clockGuard.isClockRight,
    state: () => ({
      customer: session.snapshot(),
      staff: staff.snapshot(),
      closedForCleaning: cleaning.isClosed(),
      memory: memorySnapshot(memory),
    }),
  };
}
