import type { AddressInfo } from "node:net";
import path from "node:path";
import { ok, refused } from "../../preload/contract/result.ts";
import type { Result } from "../../preload/contract/result.ts";
import { argon2PasswordHasher } from "../adapters/argon2-password-hasher.ts";
import { faultNotes } from "../adapters/fault-notes.ts";
import { pinoLog } from "../adapters/pino-log.ts";
import type { Brand } from "../config/config.ts";
import { journalFaults } from "../core/operations/upkeep/journal-faults.ts";
import { seedDemo } from "../core/operations/upkeep/seed-demo.ts";
import { journalStartUp } from "../core/operations/upkeep/start-up.ts";
import { makeWaitingFaults } from "../core/operations/upkeep/waiting-faults.ts";
import type { Log } from "../core/ports/log.ts";
import { databaseFigures } from "../service/database-figures.ts";
import { operatorsServer } from "../service/http/operators-server.ts";
import { addRoutes } from "../service/http/routes.ts";
import { loopbackServer } from "../service/http/loopback-server.ts";
import { callerOf } from "../service/http/peer.ts";
import { addVerifierRoutes } from "../service/http/verifier-routes.ts";
import { openApiDocument } from "../service/verifier/openapi.ts";
import { makeServeVerification } from "../service/verifier/serve-verification.ts";
import { versionsHere } from "../adapters/versions.ts";
import { errorAnswers } from "../service/http/answer-errors.ts";
import { makeServer, usualBounds } from "../service/http/server.ts";
import type { App } from "../service/http/server.ts";
import { makeWatchers } from "../service/http/watchers.ts";
import { heardEveryMs, heardKiosks } from "../service/identities/heard-kiosks.ts";
import { identityRows } from "../service/identities/identity-rows.ts";
import { knownIdentities } from "../service/identities/known-identities.ts";
import { makeMetrics } from "../service/metrics.ts";
import { makeServeExport } from "../service/serve-export.ts";
import { makeServeVerb } from "../service/serve-verb.ts";
import { serviceFaultOf } from "../service/service-fault.ts";
import { inBackground } from "./in-background.ts";
import { networkCore } from "./network-core.ts";
import { ownIdentity } from "./service-place.ts";
import type { ServicePlace } from "./service-place.ts";
import { openServiceStores } from "./service-stores.ts";
import type { ServiceFault, ServiceStores } from "./service-stores.ts";
import { serviceUpkeep } from "./service-upkeep.ts";
import type { ServiceUpkeep } from "./service-upkeep.ts";
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

/** How old the answer may be whether a second machine has each commit. */
const standbyMs = 5_000;
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
    const { apps, watchers, operators, heard, tellsAt, listens } = await listen({
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
    throw error;
  }
}

async function listen(parts: {
  readonly place: ServicePlace;
  readonly brand: Brand;
  readonly stores: ServiceStores;
  readonly log: Log;
  readonly upkeep: ServiceUpkeep;
  readonly own: Awaited<ReturnType<typeof ownIdentity>>;
}) {
  const { place, brand, stores, log, upkeep, own } = parts;
  const { network } = stores;
  const { core, service } = place.config;
  const clock = () => performance.now();
  const settings = { config: core, brand, name: service.name };
  const made = await networkCore(settings, { registry: network, keys: stores, log }, upkeep);
  if (!made.ok) throw new Error(made.refusal);
  const rows = identityRows(network.database);
  const identities = knownIdentities(rows, clock);
  const heard = heardKiosks(network.database, stores.clock);
  const standby = remembered(() => network.hasStandby(), clock);
  const watchers = makeWatchers({
    ...{ identities, clock },
    warnings: async () => ((await standby()) ? [] : ["no-standby"]),
    faultOf: (error) => serviceFaultOf(error) ?? "unexpected",
  });
  const metrics = makeMetrics({
    database: () => databaseFigures(network),
    watchers: watchers.count,
    pool: () => ({ ...network.pool.load, failovers: network.pool.failovers }),
  });
  const bounds = { ...usualBounds, requests: service.requestsPerSecond * 10 };
  const answers = errorAnswers({ log, faultOf: serviceFaultOf });
  const app = await makeServer({ ...{ identities, keyPair: own, bounds, answers } });
  const serveVerb = makeServeVerb(made.value);
  const serveExport = makeServeExport(serveVerb);
  const routes = { rows, heard, watchers, serveVerb, serveExport, figures: metrics, log };
  addRoutes(app, routes, bounds.joins);
  const { loopbackPort, realm, requestsPerSecond } = service.verifier;
  const version = versionsHere().kiosk;
  const verifier = {
    ...{ serveVerification: makeServeVerification(made.value), answers, figures: metrics, log },
    ...{ realm, version, clock: stores.clock, verifications: requestsPerSecond * 10 },
  };
  addVerifierRoutes(app, { ...verifier, callerOf: (request) => callerOf(request).fingerprint });
  const loopback = loopbackPort === null ? null : loopbackServer(verifier);
  const fault = async () => {
    try {
      await rows.find([]);
      return null;
    } catch (error) {
      return serviceFaultOf(error) ?? "unexpected";
    }
  };
  const operators = operatorsServer(metrics, fault, openApiDocument(version));
  const apps = loopback === null ? [app] : [app, loopback];
  try {
    // Fastify adds to what it gets.
    await app.listen({ ...service.listen });
    await loopback?.listen({ host: "127.0.0.1", port: loopbackPort ?? 0 });
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    operators.once("error", reject).listen(service.metricsPort, "127.0.0.1", () => {
      resolve(undefined);
    });
    await promise;
  } catch (error) {
    await Promise.all(apps.map((each) => each.close()));
    throw error;
  }
  return {
    ...{ apps, watchers, operators, heard },
    listens: written(app.server.address()),
    tellsAt: written(operators.address()),
  };
}

/** The result of `ask` for some seconds. */
function remembered<T>(ask: () => Promise<T>, clock: () => number): () => Promise<T> {
  let known: { readonly at: number; readonly value: T } | null = null;
  return async () => {
    if (known === null || clock() - known.at > standbyMs)
      known = { at: clock(), value: await ask() };
    return known.value;
  };
}

/** Requests under way are answered; connections that nobody uses end at once. */
async function ended(app: App): Promise<void> {
  const timer = setTimeout(() => {
    app.server.closeAllConnections();
  }, lastRequestsMs);
  await app.close();
  clearTimeout(timer);
}

function written(address: AddressInfo | string | null): string {
  if (address === null || typeof address === "string") return "";
  const { family, address: host, port } = address;
  return `${family === "IPv6" ? `[${host}]` : host}:${String(port)}`;
}

function isTaken(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : null;
  return code === "EADDRINUSE" || code === "EADDRNOTAVAIL" || code === "EACCES";
}
