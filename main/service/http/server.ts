import { randomUUID } from "node:crypto";
import type { Server } from "node:https";
import rateLimit from "@fastify/rate-limit";
import Fastify, { errorCodes } from "fastify";
import type { FastifyError, FastifyInstance, FastifyRequest } from "fastify";
import type { Log } from "../../core/ports/log.ts";
import type { ServiceError } from "../../network/protocol.ts";
import type { KeyPair } from "../../network/certificate.ts";
import type { KnownIdentities } from "../identities/known-identities.ts";
import { answerClientError } from "./client-errors.ts";
import { Refusal, errorReply } from "./error-reply.ts";
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
  /** How many requests a certificate may send in ten seconds. */
  readonly requests: number;
  /** How often an address may ask to be known in a minute: the kiosks of a branch may share one. */
  readonly joins: number;
}

export const usualBounds: Bounds = {
  ...{ handshakeMs: 5_000, headersMs: 5_000, requestMs: 10_000, keepAliveMs: 75_000 },
  ...{ bodyBytes: 65_536, headerBytes: 8_192, connections: 4_000, requests: 200, joins: 120 },
};

/** How often Node looks for requests that are too slow. */
const checksMs = 500;

interface ServerParts {
  readonly identities: KnownIdentities;
  readonly log: Log;
  readonly keyPair: KeyPair;
  readonly bounds: Bounds;
  /** What an error of the database is answered with; null: it is a bug. */
  readonly faultOf: (error: unknown) => ServiceError | null;
}

export type App = FastifyInstance<Server>;

declare module "fastify" {
  interface FastifyRequest {
    /** Why it was refused before it reached the core, or by it. */
    refusedBy?: ServiceError;
  }
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
  log,
  keyPair,
  bounds,
  faultOf,
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
  app.setErrorHandler((error: FastifyError | Refusal, request, reply) => {
    const code = faultOf(error) ?? codeOf(error);
    const reference = code === "unexpected" ? randomUUID() : undefined;
    if (reference !== undefined) log.error("request-failed", error, reference);
    request.refusedBy = code;
    const { status, body } = errorReply(code, reference);
    // The rest of what a stranger sends isn't waited for.
    if (status !== 429 && status < 500) void reply.header("connection", "close");
    return reply.code(status).send(body);
  });
  return app;
}

/** By certificate; those of one address without any share. */
function keyOf(request: FastifyRequest): string {
  return peerOf(request.socket)?.fingerprint ?? request.ip;
}

function codeOf(error: FastifyError | Refusal): ServiceError {
  if (error instanceof Refusal) return error.code;
  if (error instanceof errorCodes.FST_ERR_CTP_BODY_TOO_LARGE) return "too-large";
  const { statusCode } = error;
  return statusCode !== undefined && statusCode >= 400 && statusCode < 500
    ? "malformed"
    : "unexpected";
}
