import path from "node:path";
import { ok, refused } from "../../preload/contract/result.ts";
import type { Result } from "../../preload/contract/result.ts";
import { argon2PasswordHasher } from "../adapters/argon2-password-hasher.ts";
import { faultNotes } from "../adapters/fault-notes.ts";
import { pinoLog } from "../adapters/pino-log.ts";
import type { Brand } from "../config/config.ts";
import { RegistryBusy } from "../core/domain/registry-errors.ts";
import { journalFaults } from "../core/operations/upkeep/journal-faults.ts";
import { seedDemo } from "../core/operations/upkeep/seed-demo.ts";
import { journalStartUp } from "../core/operations/upkeep/start-up.ts";
import { makeWaitingFaults } from "../core/operations/upkeep/waiting-faults.ts";
import type { App } from "../service/http/server.ts";
import { asRegistryError, databaseFaultOf } from "../registry/postgresql/database-errors.ts";
import type { DatabaseFault } from "../registry/postgresql/database-errors.ts";
import { heardEveryMs } from "../service/identities/heard-kiosks.ts";
import { inBackground } from "./in-background.ts";
import { listenForAll } from "./listen-service.ts";
import { ownIdentity } from "./service-place.ts";
import type { ServicePlace } from "./service-place.ts";
import { openServiceStores } from "./service-stores.ts";
import type { ServiceFault } from "./service-stores.ts";
import { serviceUpkeep } from "./service-upkeep.ts";
import { webhookDelivery } from "./webhooks.ts";
import type { WebhooksFault } from "./webhooks.ts";

/** A service that serves. */
export interface Service {
  /** `HOST:PORT` for kiosks, and for the machine's own programs. */
  readonly listens: string;
  readonly tellsAt: string;
  /** In words. */
  readonly database: string;
  readonly fingerprint: string;
  close(): Promise<void>;
}

/** How long the end waits for requests under way. */
const lastRequestsMs = 10_000;

/**
 * Puts the bank's service together and starts it; `refused` where its stores or its ports can't be had. `onSpent`: called
 * where only a new process can serve again.
 */
export async function startService(
  place: ServicePlace,
  brand: Brand,
  onSpent: () => void,
): Promise<Result<Service, ServiceFault | WebhooksFault | "address-taken">> {
  const { config, dataDir } = place;
  const opened = await openServiceStores(place, "service");
  if (!opened.ok) return opened;
  const stores = opened.value;
  const plainLog = pinoLog(path.join(dataDir, "logs", "service.log"));
  const waiting = makeWaitingFaults(faultNotes(dataDir), stores.clock);
  const { log, journalWaiting } = journalFaults(plainLog, stores.registry, waiting);
  const webhooks = webhookDelivery(config, stores, log);
  if (!webhooks.ok) {
    await stores[Symbol.asyncDispose]();
    return webhooks;
  }
  stores.at.onEnd(() => {
    waiting.add("database-ended");
    onSpent();
  });
  try {
    const about = { config: config.core, brand, dataDir };
    const upkeep = serviceUpkeep(about, stores, log, webhooks.value);
    stores.onAnnounced(upkeep.deliverWebhooks);
    const own = await ownIdentity(place);
    const { apps, watchers, operators, heard, tellsAt, listens } = await listenForAll({
      ...{ place, brand, stores, log, upkeep, own },
    });
    if (config.core.demo) await seedDemo(stores.registry, argon2PasswordHasher);
    await journalStartUp(stores.registry, stores.clock);
    upkeep.start(journalWaiting);
    const writing = setInterval(inBackground(log, { "write-heard": heard.write }), heardEveryMs);
    log.info("in-service", { listens, database: stores.at.where, demo: config.core.demo });
    return ok({
      ...{ listens, tellsAt, database: stores.at.where, fingerprint: own.fingerprint },
      async close() {
        watchers.close();
        operators.close();
        await Promise.all(apps.map(ended));
        clearInterval(writing);
        await upkeep.close();
        await journalWaiting();
        await stores[Symbol.asyncDispose]();
      },
    });
  } catch (error) {
    await stores[Symbol.asyncDispose]();
    if (isTaken(error)) return refused("address-taken");
    // The database may go away while the service starts; whoever started it starts it again.
    const fault = startFaultOf(error);
    if (fault !== null) return refused(fault);
    throw error;
  }
}

function startFaultOf(error: unknown): DatabaseFault | null {
  const known = asRegistryError(error);
  return known instanceof RegistryBusy ? "database-unavailable" : databaseFaultOf(known);
}

/** Requests under way are answered; connections that nobody uses end at once. */
async function ended(app: App): Promise<void> {
  const timer = setTimeout(() => {
    app.server.closeAllConnections();
  }, lastRequestsMs);
  await app.close();
  clearTimeout(timer);
}

function isTaken(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : null;
  return code === "EADDRINUSE" || code === "EADDRNOTAVAIL" || code === "EACCES";
}
