import type { Agent } from "node:https";
import * as v from "valibot";
import { ok, refused } from "../../../preload/contract/result.ts";
import type { Result } from "../../../preload/contract/result.ts";
import { errorReplySchema } from "../../network/protocol.ts";
import type { ServiceError } from "../../network/protocol.ts";
import { exchange, NoAnswer } from "./exchange.ts";
import type { Message } from "./exchange.ts";
import { UntrustedService } from "./pinned-agent.ts";
import type { Host } from "./pinned-agent.ts";

/** Why a request has no answer; `reference`: the service's, for its log. */
export type Trouble =
  | { readonly is: "unreachable" | "slow" | "untrusted" }
  | { readonly is: ServiceError; readonly reference?: string | undefined };

/** The times of a request, milliseconds. */
export interface Limits {
  /** For the whole request. */
  readonly wholeMs: number;
  /** For one of several hosts, so that one that hangs leaves time for the next. */
  readonly attemptMs: number;
  /** From one round over all hosts to the next; null: there is one round. */
  readonly pauseMs: number | null;
}

/** What a request of the core may take; the service answers a sign-in against the costliest hash after 1.3 s. */
export const requestLimits: Limits = { wholeMs: 5_000, attemptMs: 2_400, pauseMs: 200 };

/** Another instance may well answer what this one can't now. */
const passing: readonly ServiceError[] = [
  "database-unavailable",
  "database-read-only",
  "database-newer",
];

/** Asks the service at whichever of its hosts answers. */
export interface Hosts {
  /** The host that answered last. */
  readonly current: () => Host;
  /** The next request begins at the host after this one. */
  readonly moveOn: () => void;
  /**
   * The JSON of a good answer. A broken connection, a host without an answer and one without its database lead to the
   * next host, round after round, until `limits.wholeMs` are over; the message stays the same, so it must be one that
   * the service does once.
   */
  ask(agent: Agent, message: Message, limits: Limits): Promise<Result<unknown, Trouble>>;
}

/** `hosts`: in the order of preference. */
export function makeHosts(hosts: readonly [Host, ...Host[]]): Hosts {
  let at = 0;
  const current = () => hosts[at % hosts.length] ?? hosts[0];
  const moveOn = () => {
    at = (at + 1) % hosts.length;
  };
  return {
    ...{ current, moveOn },
    async ask(agent, message, limits) {
      const end = performance.now() + limits.wholeMs;
      let trouble: Trouble = { is: "unreachable" };
      let untrusted = 0;
      for (let tried = 1; ; tried += 1) {
        const left = end - performance.now();
        if (left <= 0) return refused(trouble);
        const limitMs = hosts.length > 1 ? Math.min(left, limits.attemptMs) : left;
        const host = current();
        const answer = await attempt(agent, host, message, Math.max(1, Math.ceil(limitMs)));
        if (answer.ok || !isPassing(answer.refusal)) return answer;
        if (weight(answer.refusal) >= weight(trouble)) trouble = answer.refusal;
        if (answer.refusal.is === "untrusted") untrusted += 1;
        // Of two requests at once the other one may have gone on already.
        if (current() === host) moveOn();
        if (tried % hosts.length > 0) continue;
        // A key that isn't the service's doesn't become its own in a moment.
        if (untrusted === tried || limits.pauseMs === null) return refused(trouble);
        await pause(Math.min(limits.pauseMs, Math.max(0, end - performance.now())));
      }
    },
  };
}

/** What a host that was reached says tells more about the service than one that wasn't. */
function weight({ is }: Trouble): number {
  const order = ["unreachable", "untrusted", "slow"].indexOf(is);
  return order < 0 ? 3 : order;
}

function isPassing({ is }: Trouble): boolean {
  return (
    is === "unreachable" ||
    is === "slow" ||
    is === "untrusted" ||
    (passing as readonly string[]).includes(is)
  );
}

async function attempt(
  agent: Agent,
  host: Host,
  message: Message,
  limitMs: number,
): Promise<Result<unknown, Trouble>> {
  try {
    const { status, body } = await exchange(agent, host, message, limitMs);
    if (status >= 200 && status < 300 && body !== undefined) return ok(body);
    return refused(troubleFrom(status, body));
  } catch (error) {
    return refused(troubleOf(error));
  }
}

/** What an error of a connection means. */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof UntrustedService) return { is: "untrusted" };
  return { is: error instanceof NoAnswer ? "slow" : "unreachable" };
}

/**
 * What the service says in place of an answer; what isn't of the protocol comes from something before it. A connection
 * that was open for long without a request ends with 408, which a request that was just sent may meet: it wasn't read.
 */
export function troubleFrom(status: number, body: unknown): Trouble {
  if (status === 408) return { is: "unreachable" };
  const parsed = v.safeParse(errorReplySchema, body);
  if (!parsed.success) return { is: "unreachable" };
  return { is: parsed.output.error, reference: parsed.output.reference };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
