/** What isn't HTTP, never ends or never stops, over raw TLS connections: it never reaches the core, and harms nobody. */
import { once } from "node:events";
import { connect as connectTcp } from "node:net";
import { text } from "node:stream/consumers";
import { connect } from "node:tls";
import fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import { kioskClient } from "./kiosk-client.ts";
import type { KioskClient } from "./kiosk-client.ts";
import { kioskMessage, listening, verbMessage } from "./listening.ts";

const verb = "/v1/verbs/readKiosk";

async function approvedAt(service: Awaited<ReturnType<typeof listening>>): Promise<KioskClient> {
  const kiosk = await kioskClient(service.port);
  await kiosk.post("/v1/join", kioskMessage);
  await service.rows.approve(kiosk.fingerprint, []);
  return kiosk;
}

/** All that comes back for these bytes until the connection ends. */
async function answerTo(kiosk: KioskClient, bytes: string | Uint8Array): Promise<string> {
  const socket = await kiosk.socket();
  socket.write(bytes);
  return text(socket).catch(() => "");
}

const post = (body: string, headers: readonly string[] = []) =>
  [
    `POST ${verb} HTTP/1.1`,
    "Host: service",
    "Content-Type: application/json",
    "Connection: close",
    ...headers,
    ...["", body],
  ].join("\r\n");

const sized = (body: string) => post(body, [`Content-Length: ${String(Buffer.byteLength(body))}`]);

/** Bytes that are nearly a request, or nothing like one; each ends its connection by itself. */
const hostile = fc.oneof(
  // Without an end of the headers they would only be slow, which is another test.
  fc
    .uint8Array({ maxLength: 300 })
    .map((bytes) => Buffer.concat([bytes, Buffer.from("\r\n\r\n\r\n")])),
  fc.string().map((line) => `${line}\r\n\r\n`),
  fc.string().map(sized),
  fc.json({ maxDepth: 4 }).map(sized),
  fc.constantFrom("{", "[".repeat(30_000), '{"__proto__":{"x":1}}', "1e999", "\u0000").map(sized),
  fc.nat({ max: 200 }).map((count) =>
    post(
      "{}",
      Array.from({ length: count }, (_, at) => `X${String(at)}: y`),
    ),
  ),
  fc.constantFrom(
    post("", ["Content-Length: -1"]),
    post("", ["Content-Length: 99999999"]),
    post("", ["Content-Length: 2", "Transfer-Encoding: chunked"]),
    post("zz\r\n", ["Transfer-Encoding: chunked"]),
    post("0\r\n\r\n", ["Transfer-Encoding: chunked", "Transfer-Encoding: identity"]),
    `GET ${"/x".repeat(9_000)} HTTP/1.1\r\nHost: s\r\n\r\n`,
    `POST ${verb} HTTP/1.1\r\nHost: s\r\nX: ${"y".repeat(20_000)}\r\n\r\n`,
    "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n",
    "GET /v1/watch?since=NaN HTTP/1.1\r\nHost: s\r\nConnection: close\r\n\r\n",
    "GET /v1/%00 HTTP/1.1\r\nHost: s\r\nConnection: close\r\n\r\n",
    "GET /v1/%E0%A4%A HTTP/1.1\r\nHost: s\r\nConnection: close\r\n\r\n",
  ),
);

test("no bytes of an approved kiosk reach the core but whole messages, and the next request is served", async () => {
  const service = await listening({
    // Nothing here is slow: what waits for more is ended at once.
    bounds: { headersMs: 300, requestMs: 600, requests: 100_000 },
  });
  const kiosk = await approvedAt(service);
  await fc.assert(
    fc.asyncProperty(hostile, async (bytes) => {
      const answer = await answerTo(kiosk, bytes);
      expect(answer).not.toMatch(/^HTTP\/1\.1 (?:2|500)/);
    }),
    { numRuns: 60 },
  );
  expect(service.served).toEqual([]);
  expect(service.logged).toEqual([]);
  expect((await kiosk.post(verb, verbMessage())).status).toBe(200);
});

test("who sends slowly, or nothing, is sent away, and others are served meanwhile", async () => {
  const service = await listening({
    bounds: { handshakeMs: 300, headersMs: 300, requestMs: 600 },
  });
  const kiosk = await approvedAt(service);
  const silent = connectTcp(service.port, "127.0.0.1");
  const [mute, dripping, unfinished] = [
    await kiosk.socket(),
    await kiosk.socket(),
    await kiosk.socket(),
  ];
  const drip = setInterval(() => dripping.write("X: y\r\n"), 50);
  onTestFinished(() => {
    clearInterval(drip);
    silent.destroy();
  });
  dripping.write(`POST ${verb} HTTP/1.1\r\n`);
  unfinished.write(post('{"requestId', ["Content-Length: 1000"]));
  expect((await kiosk.post(verb, verbMessage())).status).toBe(200);
  await Promise.all([once(silent, "close"), ...[mute, dripping, unfinished].map(closed)]);
  expect(service.served).toEqual(["readKiosk"]);
});

async function closed(socket: Awaited<ReturnType<KioskClient["socket"]>>): Promise<void> {
  socket.resume();
  if (!socket.closed) await once(socket, "close");
}

test("without a certificate, or below TLS 1.3, nobody gets anything", async () => {
  const { port, served } = await listening();
  const anonymous = connect({ port, host: "127.0.0.1", rejectUnauthorized: false });
  anonymous.on("error", () => undefined);
  anonymous.write(sized("{}"));
  expect(await text(anonymous).catch(() => "")).toMatch(/^HTTP\/1\.1 403 [^]*"unknown"/);
  const old = connect({
    port,
    host: "127.0.0.1",
    maxVersion: "TLSv1.2",
    rejectUnauthorized: false,
  });
  const [error] = (await once(old, "error")) as [Error];
  expect(error.message).toMatch(/alert|protocol/i);
  expect(served).toEqual([]);
});

test("so many connections at once, and no more", async () => {
  const service = await listening({ bounds: { connections: 3 } });
  const kiosk = await approvedAt(service);
  // The kiosk's own is one of the three.
  await kiosk.socket();
  await kiosk.socket();
  await expect(kiosk.socket()).rejects.toThrow();
  expect((await kiosk.post(verb, verbMessage())).status).toBe(200);
});
