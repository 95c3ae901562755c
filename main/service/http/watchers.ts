import { createHash } from "node:crypto";
import { ok, refused } from "../../../preload/contract/result.ts";
import type { Result } from "../../../preload/contract/result.ts";
import type { ServiceError, ServiceWarning, WatchReply } from "../../network/protocol.ts";
import type { KnownIdentities, Seen } from "../identities/known-identities.ts";

/** One look a quarter of a second, for all kiosks that wait: a revoked one is told within a second. */
const lookEveryMs = 250;
/** A kiosk asks again after this long, which also tells that it is there. */
const longestMs = 20_000;

type WatchAnswer = Result<WatchReply, ServiceError>;

interface Waiter {
  readonly fingerprint: string;
  readonly since: number;
  readonly endsAt: number;
  readonly answer: (answer: WatchAnswer) => void;
}

export interface Watchers {
  /** Answers when what `since` stands for is no longer so, or after 20 s; `signal`: nobody waits any more. */
  wait(fingerprint: string, since: number, signal: AbortSignal): Promise<WatchAnswer>;
  /** How many wait. */
  count(): number;
  /** Answers all that wait. */
  close(): void;
}

/**
 * The looks that wait. What a kiosk is told is a hash of it, so that any service knows whether it is still so.
 * `faultOf`: the refusal that an error of the database is. `clock`: monotonic milliseconds.
 */
export function makeWatchers(parts: {
  readonly identities: KnownIdentities;
  readonly warnings: () => Promise<readonly ServiceWarning[]>;
  readonly faultOf: (error: unknown) => ServiceError;
  readonly clock: () => number;
}): Watchers {
  const { identities, warnings, faultOf, clock } = parts;
  const waiters = new Set<Waiter>();
  let timer: NodeJS.Timeout | null = null;
  const answerAll = (answerOf: (waiter: Waiter) => WatchAnswer | null): void => {
    for (const waiter of waiters) {
      const answer = answerOf(waiter);
      if (answer === null) continue;
      waiters.delete(waiter);
      waiter.answer(answer);
    }
  };
  const look = async (): Promise<void> => {
    const asked = [...new Set([...waiters].map(({ fingerprint }) => fingerprint))];
    try {
      const [seen, warned] = await Promise.all([identities.look(asked), warnings()]);
      answerAll(({ fingerprint, since, endsAt }) => {
        const found = seen.get(fingerprint);
        if (found === undefined) return null;
        if (found.standing !== "approved") return refused(found.standing);
        const reply = replyOf(found, warned);
        return reply.since !== since || clock() >= endsAt ? ok(reply) : null;
      });
    } catch (error) {
      const fault = faultOf(error);
      answerAll(() => refused(fault));
    }
  };
  const lookAgain = (): void => {
    timer ??= setTimeout(() => {
      void look().finally(() => {
        timer = null;
        if (waiters.size > 0) lookAgain();
      });
    }, lookEveryMs);
  };
  return {
    async wait(fingerprint, since, signal) {
      const { promise, resolve } = Promise.withResolvers<WatchAnswer>();
      const waiter = { fingerprint, since, endsAt: clock() + longestMs, answer: resolve };
      waiters.add(waiter);
      signal.addEventListener("abort", () => {
        waiters.delete(waiter);
      });
      // A kiosk that knows nothing yet isn't kept waiting.
      if (timer === null) void look();
      if (waiters.size > 0) lookAgain();
      return promise;
    },
    count: () => waiters.size,
    close() {
      if (timer !== null) clearTimeout(timer);
      answerAll(() => refused("database-unavailable"));
    },
  };
}

function replyOf({ identity, now }: Seen, warnings: readonly ServiceWarning[]): WatchReply {
  const { name, branch, notAfter } = identity ?? {};
  const told = JSON.stringify([name, branch, notAfter, warnings]);
  // 48 bits: a number that JSON has.
  const since = createHash("sha256").update(told).digest().readUIntBE(0, 6);
  return { state: "approved", since, warnings, at: now };
}
