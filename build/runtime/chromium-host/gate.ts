import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";

// Chromium asks us about requests, but not about WebSockets. So its connections all come through this
// SOCKS 5 proxy (RFC 1928) on loopback, which knows the hosts that a request was allowed to.

const allowed = new Set<string>();
const DEFAULT_PORTS: Readonly<Record<string, string>> = { "http:": "80", "https:": "443" };

/** Opens the gate for a request that the app has let pass. */
export function allowHost({ protocol, hostname, port }: URL): void {
  allowed.add(`${hostname}:${port || (DEFAULT_PORTS[protocol] ?? "")}`);
}

/**
 * @param ask the app's word on a connection that belongs to no allowed request: a WebSocket's
 * @returns the proxy's port
 */
export async function openGate(ask: (host: string) => Promise<boolean>): Promise<number> {
  const server = createServer((client) => {
    client.on("error", () => client.destroy());
    void serve(client, ask).catch(() => client.destroy());
  });
  server.listen(0, "127.0.0.1").unref();
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

async function serve(client: Socket, ask: (host: string) => Promise<boolean>): Promise<void> {
  await once(client, "data"); // the greeting; the methods it offers include "no authentication"
  client.write(Buffer.from([5, 0]));
  const [request] = (await once(client, "data")) as [Buffer];
  const kind = request[3];
  const end = request.length - 2;
  const hostname =
    kind === 3
      ? request.toString("latin1", 5, end)
      : kind === 1
        ? request.subarray(4, end).join(".")
        : "";
  const host = `${hostname}:${request.readUInt16BE(end)}`;
  const answer = (code: number) => client.write(Buffer.from([5, code, 0, 1, 0, 0, 0, 0, 0, 0]));
  // 2: not allowed by the rules. 5: refused by the other end.
  if (!hostname || !(allowed.has(host) || (await ask(host)))) {
    answer(2);
    client.end();
    return;
  }
  const outside = connect(request.readUInt16BE(end), hostname);
  outside.on("error", () => {
    if (outside.connecting) answer(5);
    client.destroy();
  });
  await once(outside, "connect");
  answer(0);
  client.pipe(outside).pipe(client);
  client.on("close", () => outside.destroy());
}
