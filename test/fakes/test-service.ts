import { createServer } from "node:https";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { TLSSocket } from "node:tls";
import * as v from "valibot";
import { requests } from "../../preload/contract/requests.ts";
import { ok } from "../../preload/contract/result.ts";
import type { Verb } from "../../preload/contract/channels.ts";
import type { Host } from "../../main/kiosk/service-client/pinned-agent.ts";
import { identified, makeKeyPair } from "../../main/network/certificate.ts";
import type { KeyPair } from "../../main/network/certificate.ts";
import {
  exportVerbs,
  isVerb,
  joinMessageSchema,
  verbMessageSchema,
} from "../../main/network/protocol.ts";
import type {
  ExportLine,
  JoinMessage,
  ServiceError,
  ServiceWarning,
  VerbMessage,
  VerbReply,
} from "../../main/network/protocol.ts";
import { profile } from "./profile.ts";

/** A verb that reached the service. */
export interface Received extends VerbMessage {
  readonly verb: Verb;
}

/** What the service does with a request: it answers, says why not, hangs, or breaks the connection off. */
type Deed =
  VerbReply | { readonly error: ServiceError; readonly status: number } | "hang" | "break";

/** Identities are the same from test to test: to make one takes its time. */
export const [serviceIdentity, otherService, kioskIdentity, nextIdentity] = (await Promise.all(
  ["service", "other", "kiosk", "next"].map((name) => makeKeyPair(name, Date.now(), 30)),
)) as [KeyPair, KeyPair, KeyPair, KeyPair];

/** A service over TLS that takes the protocol's messages strictly, and whose core is the test. */
export interface TestService extends AsyncDisposable {
  readonly host: Host;
  readonly name: string;
  readonly received: readonly Received[];
  readonly joined: readonly JoinMessage[];
  /** By the fingerprint of a kiosk; those that aren't here are unknown, and pending once they have joined. */
  readonly states: Map<string, "pending" | "approved" | "revoked" | "expired">;
  /** What the core does; `answers.readKiosk` and the sign-outs are answered where the test does nothing about them. */
  core: (received: Received) => Deed | null;
  warnings: readonly ServiceWarning[];
  exported: readonly ExportLine[];
  /** Something changed: every watch is answered. */
  stir(): void;
  /** Ends all connections, and takes none until it starts again. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

export async function testService(identity = serviceIdentity): Promise<TestService> {
  const received: Received[] = [];
  const joined: JoinMessage[] = [];
  const states: TestService["states"] = new Map();
  const watching = new Set<() => void>();
  let version = 1;

  const say = (response: ServerResponse, status: number, body: unknown): void => {
    response.writeHead(status, { "content-type": "application/json; charset=utf-8" });
    response.end(JSON.stringify(body));
  };
  const peerOf = ({ socket }: IncomingMessage) =>
    "getPeerCertificate" in socket
      ? (identified((socket.getPeerCertificate as TLSSocket["getPeerCertificate"])().raw)
          ?.fingerprint ?? "")
      : "";

  async function verbOf(
    name: string,
    message: IncomingMessage,
    response: ServerResponse,
    exports: boolean,
  ) {
    if (!isVerb(name) || exports !== (exportVerbs as readonly string[]).includes(name)) {
      say(response, 400, { error: "malformed" });
      return;
    }
    const parsed = v.safeParse(verbMessageSchema, JSON.parse(await text(message)));
    const request = parsed.success && v.safeParse(requests[name], parsed.output.request);
    if (!parsed.success || request === false || !request.success) {
      say(response, 400, { error: "malformed" });
      return;
    }
    const each = { ...parsed.output, verb: name };
    received.push(each);
    const deed = service.core(each) ?? usual(name);
    if (deed === "hang") return;
    if (deed === "break") return void message.socket.destroy();
    if ("error" in deed) {
      say(response, deed.status, { error: deed.error });
      return;
    }
    if (!exports) {
      say(response, 200, deed);
      return;
    }
    response.writeHead(200, { "content-type": "application/x-ndjson" });
    response.end(service.exported.map((line) => `${JSON.stringify(line)}\n`).join(""));
  }

  function watchFrom(since: number, peer: string, response: ServerResponse): void {
    const answer = () => {
      watching.delete(answer);
      const state = states.get(peer) ?? "unknown";
      if (state !== "approved") {
        say(response, 403, { error: state });
        return;
      }
      const { warnings } = service;
      say(response, 200, { state, since: version, warnings, at: Date.now() });
    };
    if (since < version || states.get(peer) !== "approved") answer();
    else watching.add(answer);
    response.on("close", () => watching.delete(answer));
  }

  async function serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const peer = peerOf(message);
    const { pathname, searchParams } = new URL(message.url ?? "", "https://service");
    if (pathname === "/v1/join") {
      joined.push(v.parse(joinMessageSchema, JSON.parse(await text(message))));
      const state = states.get(peer) ?? "pending";
      states.set(peer, state);
      if (state === "revoked" || state === "expired") {
        say(response, 403, { error: state });
        return;
      }
      say(response, state === "approved" ? 200 : 202, { state });
      return;
    }
    if (pathname === "/v1/watch") {
      watchFrom(Number(searchParams.get("since")), peer, response);
      return;
    }
    const state = states.get(peer) ?? "unknown";
    if (state !== "approved") {
      say(response, 403, { error: state });
      return;
    }
    const [, kind, verb = ""] = /^\/v1\/(verbs|exports)\/([A-Za-z]+)$/.exec(pathname) ?? [];
    return verbOf(verb, message, response, kind === "exports");
  }

  const server = createServer(
    {
      ...{ key: identity.privateKey, cert: identity.certificate, minVersion: "TLSv1.3" },
      ...{ requestCert: true, rejectUnauthorized: false },
    },
    (message, response) => {
      serve(message, response).catch(() => {
        say(response, 500, { error: "unexpected" });
      });
    },
  );
  const listen = (port: number) =>
    new Promise<void>((resolve) => {
      server.listen(port, "127.0.0.1", resolve);
    });
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => {
        resolve();
      });
      server.closeAllConnections();
    });
  const service: TestService = {
    host: { host: "127.0.0.1", port },
    name: `127.0.0.1:${String(port)}`,
    ...{ received, joined, states, stop },
    core: () => null,
    warnings: [],
    exported: [],
    stir() {
      version += 1;
      for (const answer of watching) answer();
    },
    start: () => listen(port),
    [Symbol.asyncDispose]: () => (server.listening ? stop() : Promise.resolve()),
  };
  return service;
}

function usual(verb: Verb): VerbReply {
  if (verb === "readKiosk") return { answer: ok(profile) };
  return { answer: ok(null) };
}
