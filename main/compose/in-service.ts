import { realpathSync } from "node:fs";
import path from "node:path";
import type { Fault } from "../../preload/contract/answers.ts";
import { argon2PasswordHasher } from "../adapters/argon2-password-hasher.ts";
import { canWriteInto } from "../adapters/disk.ts";
import { outputFilesIn } from "../adapters/output-files.ts";
import { clockOffsetBy } from "../adapters/time/clock-offset.ts";
import { systemTimer } from "../adapters/system-timer.ts";
import type { Handle } from "../core/handle.ts";
import { makeKioskCore } from "../core/kiosk-core.ts";
import { answerPeriods } from "../core/middleware/answer-periods.ts";
import { makeEraseExpired } from "../core/operations/upkeep/erase-expired.ts";
import { systemMonotonicClock } from "../adapters/system-clock.ts";
import { newFilesIn } from "../adapters/write-new-file.ts";
import { checksInThread } from "./checks-in-thread.ts";
import { faultOf } from "./fault-text.ts";
import { healthOf } from "./health.ts";
import { inBackground, within } from "./in-background.ts";
import { mailerOf } from "./mailer.ts";
import { closedOnFailure } from "./open-stores.ts";
import type { Stores } from "./open-stores.ts";
import { plainAdapters } from "./plain-adapters.ts";
import type { Brand, Config } from "../config/config.ts";
import { makeDeliverMail } from "../core/operations/upkeep/deliver-mail.ts";
import type { ClockWatch } from "../core/operations/upkeep/clock-watch.ts";
import { journalFaults } from "../core/operations/upkeep/journal-faults.ts";
import { makeKeepAnchor } from "../core/operations/upkeep/keep-anchor.ts";
import { seedDemo } from "../core/operations/upkeep/seed-demo.ts";
import { journalStartUp } from "../core/operations/upkeep/start-up.ts";
import type { WaitingFaults } from "../core/operations/upkeep/waiting-faults.ts";
import type { Clock } from "../core/ports/clock.ts";
import type { Log } from "../core/ports/log.ts";
import type { Machine } from "../core/ports/machine.ts";

/** The result of one attempt to put the kiosk into service. */
export interface Outcome {
  readonly handle: Handle;
  readonly log: Log;
  readonly close: () => Promise<void>;
  /** null: it serves. */
  readonly fault: Fault | null;
}

export interface ServiceParts extends Machine {
  readonly clock: Clock;
  readonly watch: ClockWatch;
  readonly log: Log;
  readonly waiting: WaitingFaults;
  readonly checks: ReturnType<typeof checksInThread>;
  readonly onSpent: (() => void) | undefined;
}

/** The settings that the kiosk was started with. */
export interface Settings {
  readonly config: Config;
  readonly brand: Brand;
}

/** The longest wait of a failed mail for its next attempt, and the longest lag of the anchor. */
const deliveryIntervalMs = 30_000;
/** Works that nobody waits for begin after the first screen has been painted, which shares the processor with them. */
const settlingMs = 1_000;
/**
 * How long closing waits for mails under way: a delivery that is cut off is repeated at the next start, though the
 * server may have taken the mail. The unit of build/linux allows more.
 */
const mailPatienceMs = 30_000;
/** How long closing waits for any other work. */
const closingPatienceMs = 2_000;

/** The kiosk over its opened `stores`. It closes them when it is closed itself, or when it can't be put together. */
export async function inService(
  settings: Settings,
  dataDir: string,
  { registry, vault, anchor, slowestHash, journalKey, endedInOrder }: Stores,
  parts: ServiceParts,
): Promise<Outcome> {
  const { config, brand } = settings;
  const { clock, watch } = parts;
  const checks = parts.checks.withKey(journalKey);
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
    ...{ monotonicClock: systemMonotonicClock, files: outputFilesIn(dataDir) },
  });
  const nudge = inBackground(log, { "deliver-mail": deliverMail });
  const keeper = makeKeepAnchor({
    ...{ journal: registry, mac: vault.mac, anchor, checks, endedInOrder, log },
    monotonicClock: systemMonotonicClock,
  });
  const core = makeKioskCore(
    {
      ...{ ...plainAdapters, ...parts, ...settings, registry, vault, slowestHash },
      ...{ journal: registry, journalChains: null, isJournalBroken: keeper.isBroken },
      writeExport: newFilesIn(path.join(dataDir, "exports")),
      measureHealth: healthOf(config, realpathSync(dataDir), { clock, checks }),
      readFleet: null,
      deliverMail: nudge,
    },
    {
      ...{ log, watch, evidence, offsetMs },
      periods: answerPeriods(slowestHash),
      timer: systemTimer,
      begin: () => journalStartUp(registry, clock),
      faultOf: (error) => {
        const fault = faultOf(error);
        if (fault === "keychain-restarted") parts.onSpent?.();
        return fault;
      },
      isOver: async (fault) => {
        // The registry's log may have room for a row, but not for the next transaction.
        const hasRoom = fault !== "data-folder-unwritable" || (await canWriteInto(dataDir));
        return hasRoom && (await journalWaiting());
      },
    },
  );
  await closedOnFailure(registry, core.lookAtClock);
  // The clock is checked first: the other works then know of a changed clock at once.
  const tick = inBackground(log, {
    "look-at-clock": core.lookAtClock,
    "deliver-mail": deliverMail,
    "journal-waiting": journalWaiting,
    "keep-anchor": keeper.keep,
    "erase-expired": eraseExpired,
  });
  const first = setTimeout(tick, settlingMs);
  const timer = setInterval(tick, deliveryIntervalMs);
  return {
    fault: null,
    handle: core.handle,
    log,
    close: async () => {
      clearTimeout(first);
      clearInterval(timer);
      await within(mailPatienceMs, deliverMail());
      const erased = eraseExpired().catch(() => undefined);
      await within(closingPatienceMs, erased);
      await within(closingPatienceMs, keeper.keep());
      await journalWaiting();
      await parts.checks.stop();
      await registry.close();
    },
  };
}
