import Fastify from "fastify";
import { answersErrors } from "./answer-errors.ts";
import { Refusal } from "./error-reply.ts";
import type { App } from "./server.ts";
import { addVerifierRoutes } from "./verifier-routes.ts";
import type { VerifierRouteParts } from "./verifier-routes.ts";

const requestMs = 5_000;
const bodyBytes = 16_384;
const mostConnections = 200;

/**
 * The verifier for programs of this machine that have no certificate, such as a RADIUS server, over plain HTTP: it must
 * listen on loopback alone, as nobody else is kept out.
 */
export function loopbackServer(parts: Omit<VerifierRouteParts, "callerOf">): App {
  // The routes are the same; Fastify's types tell HTTP and HTTPS apart.
  const app = Fastify({
    ...{ bodyLimit: bodyBytes, requestTimeout: requestMs, forceCloseConnections: "idle" },
  }) as unknown as App;
  app.server.maxConnections = mostConnections;
  app.setNotFoundHandler(() => {
    throw new Refusal("malformed");
  });
  app.setErrorHandler(answersErrors(parts.answers));
  addVerifierRoutes(app, { ...parts, callerOf: () => null });
  return app;
}
