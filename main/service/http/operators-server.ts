import { createServer } from "node:http";
import type { Server } from "node:http";
import type { Metrics } from "../metrics.ts";

/**
 * What the machine's own programs ask, over plain HTTP on loopback: `/healthz`, that the process lives; `/readyz`, that it
 * can serve; `/metrics`; `/openapi.json`, the document of the verifier. `fault`: why it can't serve; null: it can.
 */
export function operatorsServer(
  metrics: Pick<Metrics, "text" | "contentType">,
  fault: () => Promise<string | null>,
  openApi: object,
): Server {
  const answers: Readonly<Record<string, () => Promise<Answer>>> = {
    "/healthz": () => Promise.resolve(json(200, { state: "alive" })),
    "/readyz": async () => {
      const found = await fault();
      return found === null ? json(200, { state: "ready" }) : json(503, { error: found });
    },
    "/metrics": async () => ({
      status: 200,
      type: metrics.contentType,
      text: await metrics.text(),
    }),
    "/openapi.json": () => Promise.resolve(json(200, openApi)),
  };
  const server = createServer({ requestTimeout: 5_000 }, (request, response) => {
    const answerOf = request.method === "GET" ? answers[request.url ?? ""] : undefined;
    const answered = answerOf?.() ?? Promise.resolve(json(404, { error: "malformed" }));
    answered
      .catch(() => json(500, { error: "unexpected" }))
      .then(({ status, type, text }) => {
        response.writeHead(status, { "content-type": type }).end(text);
      })
      .catch(() => response.destroy());
  });
  server.maxConnections = 50;
  return server;
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

function json(status: number, body: object): Answer {
  return { status, type: "application/json; charset=utf-8", text: JSON.stringify(body) };
}
