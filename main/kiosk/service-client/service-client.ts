import type { Agent } from "node:https";
import { ok, refused } from "../../../preload/contract/result.ts";
import type { Result } from "../../../preload/contract/result.ts";
import type { Verb } from "../../../preload/contract/channels.ts";
import type { Request } from "../../../preload/contract/requests.ts";
import type {
  ExportVerb,
  JoinMessage,
  JoinReply,
  MachineHealth,
  VerbMessage,
  VerbReply,
  WatchReply,
} from "../../network/protocol.ts";
import { protocolVersion } from "../../network/protocol.ts";
import type { KeyPair } from "../../network/certificate.ts";
import { makeHosts, requestLimits, troubleFrom, troubleOf } from "./ask-hosts.ts";
import type { Limits, Trouble } from "./ask-hosts.ts";
import { exchangeLines } from "./exchange.ts";
import { pinnedAgent } from "./pinned-agent.ts";
import type { Host } from "./pinned-agent.ts";

/** What goes with a request, besides what the client itself knows. */
export interface Sent extends Pick<VerbMessage, "requestId"> {
  readonly outcome?: VerbMessage["outcome"];
  readonly measured?: MachineHealth | undefined;
  readonly started?: true | undefined;
  readonly faults?: VerbMessage["machine"]["faults"];
}

/** The service as its messages; see main/network/protocol.ts. */
export interface ServiceClient {
  /** The host that answered last, `HOST:PORT`. */
  host(): string;
  verb<V extends Verb>(
    verb: V,
    request: Request<V>,
    message: Sent,
    limits?: Limits,
  ): Promise<Result<VerbReply<V>, Trouble>>;
  join(message: JoinMessage): Promise<Result<JoinReply, Trouble>>;
  watch(since: number): Promise<Result<WatchReply, Trouble>>;
  /** The lines of an export, from the host that answered last. */
  exportLines<V extends ExportVerb>(
    verb: V,
    request: Request<V>,
    message: Sent,
  ): Promise<Result<AsyncIterable<string>, Trouble>>;
  /** Ends all connections. */
  close(): void;
}

/** How a kiosk reaches the service. */
export interface ServiceClientParts {
  readonly hosts: readonly [Host, ...Host[]];
  readonly identity: KeyPair;
  /** The fingerprint of the service's key. */
  readonly pin: string;
  /** The kiosk's program and clock, which the service is told. */
  readonly version: string;
  readonly clock: () => number;
  readonly limits?: Partial<typeof usualLimits> | undefined;
}

const usualLimits = {
  connectMs: 1_500,
  request: requestLimits,
  /** The service answers after 20 s where nothing has changed. */
  watchMs: 25_000,
  /** From one part of an export to the next. */
  exportMs: 30_000,
};

/** A client with connections that stay open from request to request. */
export function makeServiceClient(parts: ServiceClientParts): ServiceClient {
  const limits = { ...usualLimits, ...parts.limits };
  const agent: Agent = pinnedAgent(parts.identity, parts.pin, limits.connectMs);
  const hosts = makeHosts(parts.hosts);
  const watchLimits = { wholeMs: limits.watchMs, attemptMs: limits.watchMs, pauseMs: null };
  // JSON leaves out what isn't there.
  const messageOf = (
    request: unknown,
    { requestId, outcome, ...ofMachine }: Sent,
  ): VerbMessage => ({
    ...{ requestId, request, outcome },
    machine: {
      ...{ version: parts.version, protocol: protocolVersion, at: Math.max(0, parts.clock()) },
      ...ofMachine,
    },
  });
  const post = (path: string, body: unknown, within: Limits) =>
    hosts.ask(agent, { method: "POST", path, body: JSON.stringify(body) }, within);
  return {
    host: () => nameOf(hosts.current()),
    verb: async (verb, request, sent, within = limits.request) => {
      const answer = await post(`/v1/verbs/${verb}`, messageOf(request, sent), within);
      return answer.ok ? ok(answer.value as VerbReply<typeof verb>) : answer;
    },
    async join(message) {
      const answer = await post("/v1/join", message, limits.request);
      return answer.ok ? ok(answer.value as JoinReply) : answer;
    },
    async watch(since) {
      const path = `/v1/watch?since=${String(since)}`;
      const answer = await hosts.ask(agent, { method: "GET", path, body: null }, watchLimits);
      return answer.ok ? ok(answer.value as WatchReply) : answer;
    },
    async exportLines(verb, request, sent) {
      const body = JSON.stringify(messageOf(request, sent));
      const message = { method: "POST", path: `/v1/exports/${verb}`, body } as const;
      try {
        const { status, lines } = await exchangeLines(
          agent,
          hosts.current(),
          message,
          limits.exportMs,
        );
        if (status === 200) return ok(lines);
        let text = "";
        for await (const line of lines) text += line;
        return refused(troubleFrom(status, parsed(text)));
      } catch (error) {
        hosts.moveOn();
        return refused(troubleOf(error));
      }
    },
    close() {
      agent.destroy();
    },
  };
}

/** `HOST:PORT` as the configuration states it. */
export function hostFrom(text: string): Host {
  const { hostname, port } = new URL(`https://${text}`);
  return { host: hostname.replace(/^\[|\]$/g, ""), port: Number(port || 443) };
}

function nameOf({ host, port }: Host): string {
  return `${host.includes(":") ? `[${host}]` : host}:${String(port)}`;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}
