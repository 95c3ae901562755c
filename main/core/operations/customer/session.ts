import type { MonotonicClock } from "../../ports/clock.ts";

/** The entries of BOT001 that BOT003 confirms; the 利用開始パスワード only as its Argon2id hash. */
export interface Draft {
  readonly mailAddress: string;
  readonly startPasswordHash: string;
}

/**
 * The state of the session at the kiosk. A state is never changed, only replaced: two references are the same object
 * exactly while nothing has happened in between, by which an operation notices that it was overtaken.
 */
export type SessionState =
  | { readonly is: "signed-out" }
  | {
      readonly is: "awaiting-code";
      readonly customerId: string;
      /** The token's `lastStep` when this sign-in read it. */
      readonly lastStep: number | null;
    }
  | { readonly is: "signed-in"; readonly customerId: string; readonly draft: Draft | null };

/**
 * The session of one kiosk. With a registry of its own it lives in memory alone: after a restart no customer is signed
 * in. A bank's service keeps it as a snapshot between the kiosk's requests.
 */
export interface Session {
  /** The present state; a call counts as a request, which postpones the session's end. */
  current(): SessionState;
  /** Replaces `from` by `to`; false, without effect, when `from` is no longer the state. */
  move(from: SessionState, to: SessionState): boolean;
  /** Signs out and wipes the draft; operations under way for the former state come too late. Answers that state. */
  end(): SessionState;
  /** Counts a slip of this visit and answers true, if fewer than `most` were counted since the kiosk was signed out. */
  countPrint(most: number): boolean;
  /** The user whose session time has ended since the last call; null: none. */
  expired(): Expired<string> | null;
  /** All that another session needs to go on in its place. */
  snapshot(): SessionSnapshot;
}

/** A session as plain data. Times are the monotonic clock's. */
export interface SessionSnapshot {
  readonly state: SessionState;
  readonly lastRequestAt: number;
  readonly prints: number;
  readonly expired: { readonly customerId: string; readonly at: number } | null;
}

const nobody: SessionSnapshot = {
  state: { is: "signed-out" },
  lastRequestAt: 0,
  prints: 0,
  expired: null,
};

/** A user who was signed out by time, and how long ago. */
export interface Expired<Who> {
  readonly who: Who;
  readonly agoMs: number;
}

/** A session that goes on from `from`; it ends after `idleMinutes` without a request, however the clock is set. */
export function makeSession(
  idleMinutes: number,
  monotonicClock: MonotonicClock,
  from: SessionSnapshot = nobody,
): Session {
  let { state, lastRequestAt, prints, expired } = from;
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
    snapshot: () => ({ state, lastRequestAt, prints, expired }),
  };
}
