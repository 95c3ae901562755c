import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A server on loopback that the app must not reach, or only when it may. */
export interface Outside {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** Paths that were asked for; of a WebSocket's handshake with `ws ` before it. */
  readonly asked: readonly string[];
  /** How many connections were made, whatever was said on them. */
  connections(): number;
}

/** Opens one on a free port, until `close`. */
export async function openOutside(): Promise<Outside & { close(): Promise<void> }> {
  const asked: string[] = [];
  let connections = 0;
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    response.setHeader("Access-Control-Allow-Origin", "*").end("<main>outside</main>");
  });
  server.on("upgrade", (request, socket) => {
    asked.push(`ws ${request.url ?? ""}`);
    socket.destroy();
  });
  server.on("connection", () => {
    connections += 1;
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    connections: () => connections,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
