import type { MonotonicClock } from "../../ports/clock.ts";

/** What BOT001 entered and BOT003 confirms; the 利用開始パスワード only as its Argon2id hash. */
export interface Draft {
  readonly mailAddress: string;
  readonly startPasswordHash: string;
}

/**
 * Who is at the kiosk. A state is never changed, only replaced: two references are the same object
 * exactly while nothing has happened in between, which is how an operation notices that it was overtaken.
 */
export type SessionState =
  | { readonly is: "signed-out" }
  | {
      readonly is: "awaiting-code";
      readonly customerId: string;
      /** The token's `lastStep` as this sign-in knows it. */
      readonly lastStep: number | null;
    }
  | { readonly is: "signed-in"; readonly customerId: string; readonly draft: Draft | null };

/** The session of one kiosk. It lives in memory alone: a restart finds nobody signed in. */
export interface Session {
  /** The state now; asking counts as a request, which postpones the session's end. */
  current(): SessionState;
  /** Replaces `from` by `to`; false, and nothing done, when `from` is no longer the state. */
  move(from: SessionState, to: SessionState): boolean;
  /** Signs out and wipes the draft; whatever is under way for the former state comes too late. Answers that state. */
  end(): SessionState;
  /** Counts a slip of this visit, and is true, where fewer than `most` were counted since nobody was signed in. */
  countPrint(most: number): boolean;
  /** Whom time has signed out since this was last asked; null: nobody. */
  expired(): Expired<string> | null;
}

/** Who was signed out by time, and how long ago. */
export interface Expired<Who> {
  readonly who: Who;
  readonly agoMs: number;
}

/** A session that nobody has signed in to; it ends after `idleMinutes` without a request, however the clock is set. */
export function makeSession(idleMinutes: number, monotonicClock: MonotonicClock): Session {
  let state: SessionState = { is: "signed-out" };
  let lastRequestAt = 0;
  let prints = 0;
  let expired: { readonly customerId: string; readonly at: number } | null = null;
  const end = (): SessionState => {
    const former = state;
    state = { is: "signed-out" };
    prints = 0;
    return former;
  };
  return {
    current() {
      const now = monotonicClock();
      const at = lastRequestAt + idleMinutes * 60_000;
      if (state.is !== "signed-out" && now >= at) {
        expired = { customerId: state.customerId, at };
        end();
      }
      lastRequestAt = now;
      return state;
    },
    countPrint(most) {
      if (prints >= most) return false;
      prints += 1;
      return true;
    },
    expired() {
      const gone = expired;
      expired = null;
      return gone && { who: gone.customerId, agoMs: monotonicClock() - gone.at };
    },
    move(from, to) {
      if (state !== from) return false;
      state = to;
      return true;
    },
    end,
  };
}
