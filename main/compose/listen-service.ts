import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { versionsHere } from "../adapters/versions.ts";
import type { Brand } from "../config/config.ts";
import type { Log } from "../core/ports/log.ts";
import { databaseFigures } from "../service/database-figures.ts";
import { errorAnswers } from "../service/http/answer-errors.ts";
import { loopbackServer } from "../service/http/loopback-server.ts";
import { operatorsServer } from "../service/http/operators-server.ts";
import { callerOf } from "../service/http/peer.ts";
import { addRoutes } from "../service/http/routes.ts";
import { makeServer, usualBounds } from "../service/http/server.ts";
import type { App } from "../service/http/server.ts";
import { addVerifierRoutes } from "../service/http/verifier-routes.ts";
import { makeWatchers } from "../service/http/watchers.ts";
import type { Watchers } from "../service/http/watchers.ts";
import { heardKiosks } from "../service/identities/heard-kiosks.ts";
import type { HeardKiosks } from "../service/identities/heard-kiosks.ts";
import { identityRows } from "../service/identities/identity-rows.ts";
import { knownIdentities } from "../service/identities/known-identities.ts";
import { makeMetrics } from "../service/metrics.ts";
import { makeServeExport } from "../service/serve-export.ts";
import { makeServeVerb } from "../service/serve-verb.ts";
import { serviceFaultOf } from "../service/service-fault.ts";
import { openApiDocument } from "../service/verifier/openapi.ts";
import { makeServeVerification } from "../service/verifier/serve-verification.ts";
import { networkCore } from "./network-core.ts";
import type { ownIdentity, ServicePlace } from "./service-place.ts";
import type { ServiceStores } from "./service-stores.ts";
import type { ServiceUpkeep } from "./service-upkeep.ts";

/** How old the answer may be whether a second machine has each commit. */
const standbyMs = 5_000;

/** The listeners of a service. */
export interface Listeners {
  readonly apps: readonly App[];
  readonly watchers: Watchers;
  readonly operators: Server;
  readonly heard: HeardKiosks;
  /** `HOST:PORT` for kiosks, and for the machine's own programs. */
  readonly listens: string;
  readonly tellsAt: string;
}

/**
 * Opens the listeners for kiosks and relying systems, for programs of this machine, and for its operators; rejects where
 * one can't be had, and closes the others.
 */
export async function listenForAll(parts: {
  readonly place: ServicePlace;
  readonly brand: Brand;
  readonly stores: ServiceStores;
  readonly log: Log;
  readonly upkeep: ServiceUpkeep;
  readonly own: Awaited<ReturnType<typeof ownIdentity>>;
}): Promise<Listeners> {
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

function written(address: AddressInfo | string | null): string {
  if (address === null || typeof address === "string") return "";
  const { family, address: host, port } = address;
  return `${family === "IPv6" ? `[${host}]` : host}:${String(port)}`;
}
