/** The service's listener over a real database and real TLS, with a core that only notes what reaches it. */
import { randomUUID } from "node:crypto";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { ok } from "../../preload/contract/result.ts";
import type { ServiceWarning, VerbMessage } from "../../main/network/protocol.ts";
import { makeKeyPair } from "../../main/network/certificate.ts";
import { openNetworkRegistry } from "../../main/registry/postgresql/open-network-registry.ts";
import type { NetworkRegistry } from "../../main/registry/postgresql/open-network-registry.ts";
import { errorAnswers } from "../../main/service/http/answer-errors.ts";
import { loopbackServer } from "../../main/service/http/loopback-server.ts";
import { callerOf } from "../../main/service/http/peer.ts";
import { addVerifierRoutes } from "../../main/service/http/verifier-routes.ts";
import { addRoutes } from "../../main/service/http/routes.ts";
import type { RequestFigures } from "../../main/service/http/routes.ts";
import { makeServer, usualBounds } from "../../main/service/http/server.ts";
import type { Bounds } from "../../main/service/http/server.ts";
import { makeWatchers } from "../../main/service/http/watchers.ts";
import { heardKiosks } from "../../main/service/identities/heard-kiosks.ts";
import type { HeardKiosks } from "../../main/service/identities/heard-kiosks.ts";
import { identityRows } from "../../main/service/identities/identity-rows.ts";
import type { IdentityRows } from "../../main/service/identities/identity-rows.ts";
import { knownIdentities } from "../../main/service/identities/known-identities.ts";
import { serviceFaultOf } from "../../main/service/service-fault.ts";
import type { ServeExport } from "../../main/service/serve-export.ts";
import type { ServeVerb } from "../../main/service/serve-verb.ts";
import type { ServeVerification } from "../../main/service/verifier/serve-verification.ts";
import { newDatabase } from "../postgresql/database.ts";

export interface Listening {
  readonly port: number;
  /** The verifier for programs of the same machine, as a URL. */
  readonly loopback: string;
  readonly network: NetworkRegistry;
  readonly rows: IdentityRows;
  readonly heard: HeardKiosks;
  /** The verbs that reached the core. */
  readonly served: readonly string[];
  readonly logged: readonly string[];
  readonly warnings: ServiceWarning[];
  readonly figures: readonly string[];
}

export async function listening(
  given: {
    readonly bounds?: Partial<Bounds>;
    readonly serveVerb?: ServeVerb;
    readonly serveExport?: ServeExport;
    readonly serveVerification?: ServeVerification;
    readonly realm?: string;
  } = {},
): Promise<Listening> {
  const opened = await openNetworkRegistry(await newDatabase(), "service");
  if (!opened.ok) throw new Error(opened.refusal);
  const network = opened.value;
  const rows = identityRows(network.database);
  const clock = () => performance.now();
  const identities = knownIdentities(rows, clock);
  const heard = heardKiosks(network.database, Date.now);
  const served: string[] = [];
  const logged: string[] = [];
  const noted: string[] = [];
  const warnings: ServiceWarning[] = [];
  const log = {
    info: (event: string, fields: object = {}) => logged.push(JSON.stringify({ event, ...fields })),
    error: (event: string, error: unknown) => logged.push(`${event} ${String(error)}`),
  };
  const figures: RequestFigures = {
    verb: (verb, outcome) => noted.push(`${verb} ${outcome}`),
    refused: (code) => noted.push(code),
    clockOffset: () => undefined,
  };
  const watchers = makeWatchers({
    ...{ identities, clock, warnings: () => Promise.resolve([...warnings]) },
    faultOf: (error) => serviceFaultOf(error) ?? "unexpected",
  });
  const serveVerb: ServeVerb = async (fingerprint, verb, message) => {
    served.push(verb);
    return given.serveVerb?.(fingerprint, verb, message) ?? ok({ answer: ok(null) as never });
  };
  const answers = errorAnswers({ log, faultOf: serviceFaultOf });
  const app = await makeServer({
    ...{ identities, bounds: { ...usualBounds, ...given.bounds } },
    answers,
    keyPair: await makeKeyPair("service", Date.now(), 1),
  });
  const serveExport = given.serveExport ?? (() => Promise.reject(new Error("none")));
  const routes = { rows, heard, watchers, serveVerb, serveExport, figures, log };
  addRoutes(app, routes, given.bounds?.joins ?? usualBounds.joins);
  const none = () => Promise.reject(new Error("none"));
  const verifier = {
    ...{ serveVerification: given.serveVerification ?? none, answers, figures, log },
    ...{ realm: given.realm ?? null, version: "0.1.0", clock: () => 1_500, verifications: 100 },
  };
  addVerifierRoutes(app, { ...verifier, callerOf: (request) => callerOf(request).fingerprint });
  const local = loopbackServer(verifier);
  await app.listen({ host: "127.0.0.1", port: 0 });
  const loopback = await local.listen({ host: "127.0.0.1", port: 0 });
  onTestFinished(async () => {
    watchers.close();
    app.server.closeAllConnections();
    await Promise.all([app.close(), local.close()]);
    await network.close().catch(() => undefined);
  });
  const { port } = app.server.address() as AddressInfo;
  return { port, loopback, network, rows, heard, served, logged, warnings, figures: noted };
}

export const kioskMessage = { name: "lobby-1", branch: "本店営業部", version: "0.1.0" };

export function verbMessage(request: unknown = {}): VerbMessage {
  const machine = { version: "0.1.0", protocol: 1, at: Date.now() };
  return { requestId: randomUUID(), request, machine };
}
