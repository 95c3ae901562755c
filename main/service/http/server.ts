import type { Server } from "node:https";
import rateLimit from "@fastify/rate-limit";
import Fastify from "fastify";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { KeyPair } from "../../network/certificate.ts";
import type { KnownIdentities } from "../identities/known-identities.ts";
import { answersErrors } from "./answer-errors.ts";
import type { ErrorAnswers } from "./answer-errors.ts";
import { answerClientError } from "./client-errors.ts";
import { Refusal } from "./error-reply.ts";
import { peerOf } from "./peer.ts";

/** How long the other side may take, and how much it may send. */
export interface Bounds {
  readonly handshakeMs: number;
  readonly headersMs: number;
  readonly requestMs: number;
  /** Longer than a look that waits, so that a kiosk keeps its connection. */
  readonly keepAliveMs: number;
  readonly bodyBytes: number;
  readonly headerBytes: number;
  readonly connections: number;
  /** How many requests a kiosk's certificate may send in ten seconds. */
  readonly requests: number;
  /** How often an address may ask to be known in a minute: the kiosks of a branch may share one. */
  readonly joins: number;
}

export const usualBounds: Bounds = {
  ...{ handshakeMs: 5_000, headersMs: 5_000, requestMs: 10_000, keepAliveMs: 75_000 },
  ...{
    bodyBytes: 65_536,
    headerBytes: 8_192,
    connections: 4_000,
    requests: 200,
    joins: 120,
    verifications: 2_000,
  },
};

/** How often Node looks for requests that are too slow. */
const checksMs = 500;

interface ServerParts {
  readonly identities: KnownIdentities;
  readonly keyPair: KeyPair;
  readonly bounds: Bounds;
  readonly answers: ErrorAnswers;
}

export type App = FastifyInstance<Server>;

declare module "fastify" {
  interface FastifyContextConfig {
    /** A route for those who aren't known yet. */
    forAnybody?: true;
  }
}

/**
 * The listener for kiosks, without its routes: HTTPS with certificates on both sides. A request whose certificate isn't
 * approved is refused before its body is read, and its connection ends.
 */
export async function makeServer({
  identities,
  keyPair,
  bounds,
  answers,
}: ServerParts): Promise<App> {
  const app: App = Fastify({
    https: {
      ...{ key: keyPair.privateKey, cert: keyPair.certificate, minVersion: "TLSv1.3" },
      // Nobody has signed the kiosks' certificates; see `peerOf`.
      ...{ requestCert: true, rejectUnauthorized: false },
      ...{ handshakeTimeout: bounds.handshakeMs, headersTimeout: bounds.headersMs },
      ...{ maxHeaderSize: bounds.headerBytes, connectionsCheckingInterval: checksMs },
    },
    ...{ bodyLimit: bounds.bodyBytes, requestTimeout: bounds.requestMs },
    ...{ keepAliveTimeout: bounds.keepAliveMs, forceCloseConnections: "idle" },
    clientErrorHandler: answerClientError,
    // No route is found by a parameter that is longer than any of ours.
    routerOptions: { maxParamLength: 64 },
  });
  app.server.maxConnections = bounds.connections;
  // What fails in a handshake is nobody's request.
  app.server.on("tlsClientError", (_error, socket) => {
    socket.destroy();
  });
  await app.register(rateLimit, {
    ...{ max: bounds.requests, timeWindow: 10_000, keyGenerator: keyOf },
    errorResponseBuilder: () => new Refusal("too-many"),
  });
  app.addHook("preParsing", async (request) => {
    const peer = peerOf(request.socket);
    if (peer === null) throw new Refusal("unknown");
    if (request.routeOptions.config.forAnybody === true) return;
    const standing = await identities.standing(peer.fingerprint);
    if (standing !== "approved") throw new Refusal(standing);
  });
  app.setNotFoundHandler(() => {
    throw new Refusal("malformed");
  });
  app.setErrorHandler(answersErrors(answers));
  return app;
}

/** By certificate; those of one address without any share. */
function keyOf(request: FastifyRequest): string {
  return peerOf(request.socket)?.fingerprint ?? request.ip;
}
