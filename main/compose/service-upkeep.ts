import { outputFilesIn } from "../adapters/output-files.ts";
import { systemMonotonicClock } from "../adapters/system-clock.ts";
import type { Brand, Config } from "../config/config.ts";
import { makeDeliverMail } from "../core/operations/upkeep/deliver-mail.ts";
import { makeEraseExpired } from "../core/operations/upkeep/erase-expired.ts";
import type { Log } from "../core/ports/log.ts";
import { forgetRequests } from "../registry/postgresql/forget-requests.ts";
import { lostRows, witnessHeads } from "../service/witness-heads.ts";
import { notVerified, verifyChains } from "../service/verify-chains.ts";
import type { JournalVerdict } from "../service/verify-chains.ts";
import { inBackground, within } from "./in-background.ts";
import { keepRing } from "./keep-ring.ts";
import { mailerOf } from "./mailer.ts";
import type { ServiceStores } from "./service-stores.ts";

/** The longest wait of a failed mail for its next attempt. */
const tickMs = 30_000;
/** The shortest wait of a webhook that wasn't taken. */
const webhookTickMs = 5_000;
/** All of the journal is read each time. */
const verifyEveryMs = 6 * 60 * 60_000;
/** A week of witnesses is compared with the journal. */
const witnessedHours = 7 * 24;
/** See `in-service.ts`. */
const mailPatienceMs = 30_000;

/** What no kiosk waits for. */
export interface ServiceUpkeep {
  /** The verdict of the last verification. */
  readonly journal: () => JournalVerdict;
  /** Nudges the outbox after a commit that added a mail; returns at once. */
  readonly deliverMail: () => void;
  /** The same for the outbox of webhooks. */
  readonly deliverWebhooks: () => void;
  /** Begins its turns; `journalWaiting`: journals faults that wait. */
  start(journalWaiting: () => unknown): void;
  close(): Promise<void>;
}

/**
 * The upkeep of one service, with the delivery of its webhooks where the bank has any; each of a bank's services does it, and none does what another has under way.
 */
export function serviceUpkeep(
  {
    config,
    brand,
    dataDir,
  }: { readonly config: Config; readonly brand: Brand; readonly dataDir: string },
  stores: ServiceStores,
  log: Log,
  deliverWebhooks: () => Promise<void> = async () => undefined,
): ServiceUpkeep {
  const { network, registry, clock, compareClock, vault, proofs } = stores;
  // The database's clock judges, and there is no other to compare it with.
  const isClockRight = () => true;
  const deliverMail = makeDeliverMail({
    ...{ registry, config, clock, log, isClockRight },
    ...{ mailer: mailerOf(config, dataDir), languages: brand.languages, isShared: true },
  });
  const eraseExpired = makeEraseExpired({
    ...{ registry, journal: registry, clock, log, isClockRight, config },
    ...{ monotonicClock: systemMonotonicClock, files: outputFilesIn(dataDir) },
    ...{ evidence: { newestAt: null, confirmedBy: 0 }, offsetMs: async () => 0 },
  });
  let journal = notVerified;
  let verifiedAt = -Infinity;
  const verifyJournal = async (): Promise<void> => {
    const begunAt = systemMonotonicClock();
    if (begunAt - verifiedAt < verifyEveryMs) return;
    verifiedAt = begunAt;
    const { rows, broken } = await verifyChains(network, vault.mac);
    const lost = await lostRows(network, vault, witnessedHours);
    const milliseconds = systemMonotonicClock() - begunAt;
    const isWhole = broken === null && lost === null;
    const lostRow = lost === null || lost === "witness-changed" ? null : lost.count;
    journal = {
      ...{ state: isWhole ? "well" : "broken", rows, at: clock(), milliseconds },
      brokenRow: broken?.number ?? lostRow,
    };
    if (isWhole) return;
    const what = typeof lost === "string" ? lost : (broken ?? lost)?.writer;
    log.error("journal-broken", new Error(`Broken: ${what ?? ""}`));
  };
  const witness = () => witnessHeads(network, proofs, clock());
  const nudge = inBackground(log, { "deliver-mail": deliverMail });
  const webhooks = inBackground(log, { "deliver-webhooks": deliverWebhooks });
  let timers: readonly NodeJS.Timeout[] = [];
  return {
    ...{ journal: () => journal, deliverMail: nudge, deliverWebhooks: webhooks },
    start(journalWaiting) {
      const tick = inBackground(log, {
        ...{ "compare-clock": compareClock, "deliver-mail": deliverMail },
        ...{ "journal-waiting": journalWaiting, "erase-expired": eraseExpired },
        ...{ "witness-heads": witness, "verify-journal": verifyJournal },
        "keep-ring": () => keepRing(stores),
        "forget-requests": () => forgetRequests(network.database, clock()),
      });
      tick();
      timers = [setInterval(tick, tickMs), setInterval(webhooks, webhookTickMs)];
    },
    async close() {
      timers.forEach(clearInterval);
      await within(mailPatienceMs, deliverMail());
    },
  };
}
