/** A kiosk of the tests: a certificate of its own, and requests over real TLS. */
import { Agent, request } from "node:https";
import { text } from "node:stream/consumers";
import { connect } from "node:tls";
import type { TLSSocket } from "node:tls";
import { onTestFinished } from "vitest";
import { identified, makeKeyPair } from "../../main/network/certificate.ts";

export interface Reply {
  readonly status: number;
  readonly body: unknown;
}

export interface KioskClient {
  readonly fingerprint: string;
  post(path: string, body: unknown): Promise<Reply>;
  get(path: string): Promise<Reply>;
  /** A connection for bytes that are no request. */
  socket(): Promise<TLSSocket>;
}

export async function kioskClient(port: number, validDays = 365): Promise<KioskClient> {
  const pair = await makeKeyPair("kiosk", Date.now(), validDays);
  const identity = { key: pair.privateKey, cert: pair.certificate };
  const agent = new Agent({ keepAlive: true, ...identity, rejectUnauthorized: false });
  onTestFinished(() => {
    agent.destroy();
  });
  const send = async (method: string, path: string, body?: unknown): Promise<Reply> => {
    const { promise, resolve, reject } = Promise.withResolvers<Reply>();
    const sent = body === undefined ? undefined : JSON.stringify(body);
    const headers = sent === undefined ? {} : { "content-type": "application/json" };
    const asked = request({ port, host: "127.0.0.1", agent, method, path, headers });
    asked.once("error", reject).once("response", (response) => {
      const { statusCode: status = 0 } = response;
      text(response).then((answer) => {
        resolve({ status, body: answer.startsWith("{") ? parsed(answer) : answer });
      }, reject);
    });
    asked.end(sent);
    return promise;
  };
  return {
    fingerprint: identified(pair.certificate)?.fingerprint ?? "",
    post: (path, body) => send("POST", path, body),
    get: (path) => send("GET", path),
    async socket() {
      const socket = connect({ port, host: "127.0.0.1", ...identity, rejectUnauthorized: false });
      onTestFinished(() => void socket.destroy());
      await new Promise((resolve, reject) => {
        socket.once("secureConnect", resolve).once("error", reject);
      });
      socket.on("error", () => undefined);
      return socket;
    },
  };
}

function parsed(answer: string): unknown {
  try {
    return JSON.parse(answer) as unknown;
  } catch {
    return answer; // lines of JSON
  }
}
