import { realpathSync } from "node:fs";
import path from "node:path";
import type { Fault } from "../preload/contract/answers.ts";
import { argon2PasswordHasher } from "./adapters/argon2-password-hasher.ts";
import { canWriteInto } from "./adapters/can-write.ts";
import { keptFilesIn } from "./adapters/kept-files.ts";
import { clockOffsetBy } from "./adapters/time/clock-offset.ts";
import { systemTimer } from "./adapters/system-timer.ts";
import type { Handle } from "./core/handle.ts";
import { makeKioskCore } from "./core/kiosk-core.ts";
import { answerPeriods } from "./core/middleware/answer-periods.ts";
import { makeEraseExpired } from "./core/operations/upkeep/erase-expired.ts";
import { faultNotes } from "./adapters/fault-notes.ts";
import { pinoLog } from "./adapters/pino-log.ts";
import { systemClock, systemMonotonicClock } from "./adapters/system-clock.ts";
import { newFilesIn } from "./adapters/write-new-file.ts";
import { systemRandom } from "./adapters/system-random.ts";
import { faultOf } from "./compose/fault-text.ts";
import { healthOf } from "./compose/health.ts";
import { inBackground, within } from "./compose/in-background.ts";
import { keychainFailure } from "./compose/keychain.ts";
import { mailerOf } from "./compose/mailer.ts";
import { closedOnFailure, openStores } from "./compose/open-stores.ts";
import type { Stores } from "./compose/open-stores.ts";
import { plainAdapters } from "./compose/plain-adapters.ts";
import type { Brand, Config } from "./config/config.ts";
import { makeDeliverMail } from "./core/operations/upkeep/deliver-mail.ts";
import { makeClockWatch } from "./core/operations/upkeep/clock-watch.ts";
import type { ClockWatch } from "./core/operations/upkeep/clock-watch.ts";
import { journalFaults } from "./core/operations/upkeep/journal-faults.ts";
import { makeKeepAnchor } from "./core/operations/upkeep/keep-anchor.ts";
import { outOfService } from "./core/middleware/out-of-service.ts";
import { seedDemo } from "./core/operations/upkeep/seed-demo.ts";
import { journalStartUp } from "./core/operations/upkeep/start-up.ts";
import { makeWaitingFaults } from "./core/operations/upkeep/waiting-faults.ts";
import type { WaitingFaults } from "./core/operations/upkeep/waiting-faults.ts";
import type { Clock } from "./core/ports/clock.ts";
import type { Log } from "./core/ports/log.ts";
import type { Machine } from "./core/ports/machine.ts";
import type { Random } from "./core/ports/random.ts";

/** A mail that could not go out waits at most this long for its next try, and so long the anchor may lag behind. */
const deliveryIntervalMs = 30_000;
/**
 * How long closing waits for mails under way: what is cut off is sent again at the next start, though the server may have
 * taken it. The unit of build/linux allows more.
 */
const mailPatienceMs = 30_000;
/** How long it waits for anything else. */
const closingPatienceMs = 2_000;

/** How long KST006 waits for the journal's check before it is shown without. */
const patienceMs = 1_000;

/** While out of service it is tried again when it is asked for its state, and no sooner than this after the last try. */
const betweenTriesMs = 3_000;

/** The kiosk behind the bridge. */
export interface Kiosk {
  /** Answers as things are now: a kiosk that was out of service serves once the fault is gone. */
  readonly handle: Handle;
  /** In service it writes faults into the journal too. */
  readonly log: Log;
  readonly random: Random;
  readonly close: () => Promise<void>;
}

/** One try to put the kiosk into service. */
interface Outcome extends Omit<Kiosk, "random"> {
  /** null: it serves. */
  readonly fault: Fault | null;
}

interface OwnParts extends Machine {
  readonly clock: Clock;
  readonly watch: ClockWatch;
  readonly log: Log;
  readonly waiting: WaitingFaults;
  readonly onSpent: (() => void) | undefined;
}

/** What it was started with. */
interface Settings {
  readonly config: Config;
  readonly brand: Brand;
}

/**
 * Chooses every adapter and puts the kiosk together. Where a part is missing or broken, it is a kiosk that is out of
 * service and says why, with keychain and registry left as they were; `readKiosk` then has it tried again.
 */
export async function compose(
  settings: Settings,
  place: {
    readonly dataDir: string;
    readonly clockOffsetSeconds: number;
    /** Told where only a process started again can serve again. */
    readonly onSpent?: () => void;
  },
  machine: Machine,
): Promise<Kiosk> {
  const clock = systemClock(place.clockOffsetSeconds);
  const log = pinoLog(path.join(place.dataDir, "logs", "kiosk.log"));
  const waiting = makeWaitingFaults(faultNotes(place.dataDir), clock);
  const watch = makeClockWatch(clock, systemMonotonicClock);
  const own = { ...machine, clock, watch, log, waiting, onSpent: place.onSpent };
  let triedAt = 0;
  let keptOutBy: Fault | null = null;
  const tryOnce = async (): Promise<Outcome> => {
    const tried = await putIntoService(settings, place.dataDir, own);
    triedAt = performance.now();
    // Before the process may end for it.
    if (tried.fault !== null && tried.fault !== keptOutBy) {
      waiting.add(`out-of-service-${tried.fault}`);
      const failure = keychainFailure();
      if (failure !== null) log.error("keytar-not-loaded", failure);
    }
    keptOutBy = tried.fault;
    if (tried.fault === "keychain-restarted") place.onSpent?.();
    return tried;
  };
  let outcome = await tryOnce();
  let trying: Promise<void> | null = null;
  const tryAnew = async (): Promise<void> => {
    outcome = await tryOnce();
    trying = null;
  };
  return {
    handle: (verb, request) => {
      const isDue = performance.now() - triedAt >= betweenTriesMs;
      // A keychain may take its time for each answer: who asks hears what came of the last try.
      if (verb === "readKiosk" && outcome.fault !== null && isDue) trying ??= tryAnew();
      return outcome.handle(verb, request);
    },
    get log() {
      return outcome.log;
    },
    random: systemRandom,
    close: async () => {
      await within(closingPatienceMs, trying);
      await outcome.close();
    },
  };
}

/** What is thrown on the way is logged and ends as a fault: a kiosk that says so is better than one that isn't there. */
async function putIntoService(
  settings: Settings,
  dataDir: string,
  parts: OwnParts,
): Promise<Outcome> {
  let fault: Fault;
  try {
    const opened = await openStores({ config: settings.config, dataDir }, { for: "service" });
    if (opened.ok) {
      const { registry, vault, anchor, slowestHash } = opened.value;
      const stores = { registry, vault, anchor, slowestHash };
      return await inService(settings, dataDir, { ...stores, ...parts });
    }
    fault = opened.refusal;
  } catch (error) {
    parts.log.error("start-failed", error);
    fault = faultOf(error) ?? "registry-unavailable";
  }
  parts.log.info("out-of-service", { fault });
  const handle = outOfService(settings.config, settings.brand, parts.clock, fault);
  return { fault, handle, log: parts.log, close: () => Promise.resolve() };
}

async function inService(
  settings: Settings,
  dataDir: string,
  parts: Pick<Stores, "registry" | "vault" | "anchor" | "slowestHash"> & OwnParts,
): Promise<Outcome> {
  const { config, brand } = settings;
  const { registry, vault, anchor, clock, watch } = parts;
  const { log, journalWaiting } = journalFaults(parts.log, registry, parts.waiting);
  const evidence = await closedOnFailure(registry, async () => {
    const before = await registry.clockEvidence();
    if (config.demo) await seedDemo(registry, argon2PasswordHasher);
    await journalWaiting();
    return before;
  });
  log.info("in-service", { demo: config.demo });

  const isClockRight = () => core.isClockRight();
  const deliverMail = makeDeliverMail({
    ...{ registry, mailer: mailerOf(config, dataDir), config, clock, log, isClockRight },
    languages: brand.languages,
  });
  const offsetMs = clockOffsetBy(config.clock.ntpServer, clock);
  const eraseExpired = makeEraseExpired({
    ...{ registry, journal: registry, clock, log, isClockRight, evidence, config, offsetMs },
    ...{ monotonicClock: systemMonotonicClock, files: keptFilesIn(dataDir) },
  });
  const nudge = inBackground(log, { "deliver-mail": deliverMail });
  const keeper = makeKeepAnchor({
    ...{ journal: registry, mac: vault.mac, anchor, log, monotonicClock: systemMonotonicClock },
  });
  const core = makeKioskCore(
    {
      ...{ ...plainAdapters, ...parts, ...settings },
      ...{ journal: registry, isJournalBroken: keeper.isBroken },
      writeExport: newFilesIn(path.join(dataDir, "exports")),
      measureHealth: healthOf(config, realpathSync(dataDir), { clock, patienceMs }),
      deliverMail: nudge,
    },
    {
      ...{ log, watch, evidence, offsetMs },
      periods: answerPeriods(parts.slowestHash),
      timer: systemTimer,
      begin: () => journalStartUp(registry, clock),
      faultOf: (error) => {
        const fault = faultOf(error);
        if (fault === "keychain-restarted") parts.onSpent?.();
        return fault;
      },
      isOver: async (fault) => {
        // The registry's log may have room for a row that the next transaction hasn't.
        const hasRoom = fault !== "data-folder-unwritable" || (await canWriteInto(dataDir));
        return hasRoom && (await journalWaiting());
      },
    },
  );
  await closedOnFailure(registry, core.lookAtClock);
  // First the look: the others hear at once of a clock that was put.
  const tick = inBackground(log, {
    "look-at-clock": core.lookAtClock,
    "deliver-mail": deliverMail,
    "journal-waiting": journalWaiting,
    "keep-anchor": keeper.keep,
    "erase-expired": eraseExpired,
  });
  tick();
  const timer = setInterval(tick, deliveryIntervalMs);
  return {
    fault: null,
    handle: core.handle,
    log,
    close: async () => {
      clearInterval(timer);
      await within(mailPatienceMs, deliverMail());
      const erased = eraseExpired().catch(() => undefined);
      await within(closingPatienceMs, erased);
      await within(closingPatienceMs, keeper.keep());
      await journalWaiting();
      await registry.close();
    },
  };
}
