import type { Fault } from "../../../preload/contract/answers.ts";
import type { Result } from "../../../preload/contract/result.ts";
import type { ServiceWarning, WatchReply } from "../../network/protocol.ts";
import type { Trouble } from "./ask-hosts.ts";
import { faultOfTrouble } from "./service-faults.ts";

/** What the kiosk knows about its service, always up to date. */
export interface ServiceWatch {
  /** null: it serves this kiosk. */
  fault(): Fault | null;
  warnings(): readonly ServiceWarning[];
  /** By how many milliseconds the database's clock is ahead (+) of the kiosk's; null: not known yet. */
  aheadMs(): number | null;
  /** A request has met `fault`: from now on it holds, until a look finds the service well. */
  note(fault: Fault): void;
  /** Begins to watch; resolves after the first look. */
  start(): Promise<void>;
  stop(): void;
}

/** The dependencies of a watch. */
export interface WatchParts {
  /** Whether the kiosk is served now: its fault, or null. It never rejects. */
  readonly look: () => Promise<Fault | null>;
  /** Waits at the service until something changes there; it never rejects. */
  readonly wait: (since: number) => Promise<Result<WatchReply, Trouble>>;
  readonly clock: () => number;
  readonly onChange: (fault: Fault | null) => void;
  /** Between two looks at a service that doesn't serve the kiosk. */
  readonly pauseMs?: number;
}

/**
 * Looks at the service while it doesn't serve the kiosk, and waits at it while it does: so a kiosk is out of service
 * within a second after it was revoked, and serves by itself when the service is back.
 */
export function makeServiceWatch(parts: WatchParts): ServiceWatch {
  const { look, wait, clock, onChange, pauseMs = 1_000 } = parts;
  let fault: Fault | null = "service-unreachable";
  let warnings: readonly ServiceWarning[] = [];
  const ahead = lastComparisons();
  let since = 0;
  let stopped = false;
  let told: Fault | null | undefined;
  const tell = () => {
    if (told !== fault) onChange(fault);
    told = fault;
  };
  let wake = (): void => undefined;
  const pause = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pauseMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const lookOnce = async (): Promise<void> => {
    if (stopped) return;
    fault = await look();
    // What changed while nobody waited is told by the next answer.
    since = 0;
    tell();
  };
  let interrupt = (): void => undefined;
  const waitOnce = async (): Promise<void> => {
    const interrupted = new Promise<null>((resolve) => {
      interrupt = () => {
        resolve(null);
      };
    });
    const reply = await Promise.race([wait(since), interrupted]);
    if (reply === null || stopped) return;
    if (reply.ok) {
      ({ since, warnings } = reply.value);
      ahead.add(reply.value.at - clock());
      return;
    }
    const found = faultOfTrouble(reply.refusal);
    if (found === null) return pause();
    fault = found;
    tell();
  };
  const run = async (): Promise<void> => {
    while (!stopped) {
      if (fault === null) await waitOnce();
      else {
        await pause();
        await lookOnce();
      }
    }
  };
  return {
    fault: () => fault,
    warnings: () => warnings,
    aheadMs: ahead.best,
    note(met) {
      fault = met;
      tell();
      interrupt();
    },
    async start() {
      await lookOnce();
      void run();
    },
    stop() {
      stopped = true;
      interrupt();
      wake();
    },
  };
}

/** How many answers the comparison of clocks rests on. */
const comparisons = 5;
/** No answer is delayed by so much: one of the clocks was set. */
const setMs = 5_000;

/** A delayed answer makes the database's clock look less ahead, so the greatest of the last differences is the best. */
function lastComparisons() {
  let last: readonly number[] = [];
  const best = (): number | null => (last.length === 0 ? null : Math.max(...last));
  return {
    best,
    add(aheadMs: number) {
      const isSet = Math.abs(aheadMs - (best() ?? aheadMs)) > setMs;
      last = [...(isSet ? [] : last.slice(1 - comparisons)), aheadMs];
    },
  };
}
