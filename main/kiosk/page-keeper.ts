import { makeHeartbeat } from "./heartbeat.ts";

/** How long a process may take to end after the request. */
const endingMs = 2_000;
/**
 * The pause before a page is opened again, doubled with each failure, so that a page that can't start doesn't keep the
 * machine busy.
 */
const firstPauseMs = 250;
const longestPauseMs = 8_000;
/**
 * After so many pages in a row without a sign of life, which takes half a minute at least, only a new process of the
 * kiosk may help.
 */
const mostAttempts = 8;

/** Ensures that the kiosk's page is there. */
export interface PageKeeper {
  /** Opens the page for the first time. */
  start(): void;
  /** Called when the page's process or its window has ended; `reason` is for the log. */
  gone(reason: string): void;
  /** From then on every end is intended. */
  stop(): void;
}

/**
 * Opens the page and has it replaced when it dies, can't be loaded, hangs, or is no longer the kiosk's own. A page that
 * hangs is ended first: by its own process if that still reacts, otherwise after 2 s by the system; a page whose
 * process can't be ended is opened again over it. Each loss is reported once, to `onLost`; `onSpent`: eight in a row
 * gave no sign of life.
 */
export function keepPage(options: {
  /** Opens the page, in a window of its own where there is none; rejects when it can't be loaded. */
  readonly open: () => Promise<void>;
  /** Resolves with true where the kiosk's own page answers. */
  readonly ask: () => Promise<unknown>;
  /** Asks the page's process to end. Electron's message may have no effect, as the process itself must read it. */
  readonly crash: () => void;
  /** Kills the page's process; false: there is none. */
  readonly kill: () => boolean;
  /** A customer's session may have been open in the page. */
  readonly onLost: (reason: string) => void;
  readonly onSpent: () => void;
}): PageKeeper {
  let state: "open" | "ending" | "pausing" | "stopped" = "pausing";
  let attempts = 0;
  let timer: NodeJS.Timeout | undefined;
  const heartbeat = makeHeartbeat({
    ask: options.ask,
    onLife() {
      attempts = 0;
    },
    onSilence: end,
  });

  function open(): void {
    if (state === "stopped") return;
    state = "open";
    heartbeat.watch();
    const attempt = (attempts += 1);
    options.open().catch(() => {
      if (state === "open" && attempts === attempt) gone("load-failed");
    });
  }

  function end(why: string): void {
    state = "ending";
    options.onLost(why);
    options.crash();
    wait(endingMs, () => {
      if (options.kill()) wait(endingMs, replace);
      else replace();
    });
  }

  function gone(reason: string): void {
    if (state === "open") options.onLost(reason);
    else if (state !== "ending") return;
    replace();
  }

  function replace(): void {
    heartbeat.stop();
    clearTimeout(timer);
    if (attempts >= mostAttempts) {
      state = "stopped";
      options.onSpent();
      return;
    }
    // A page that hung has had its pause already.
    const pause = state === "ending" ? 0 : firstPauseMs * 2 ** Math.max(0, attempts - 1);
    state = "pausing";
    wait(Math.min(pause, longestPauseMs), open);
  }

  function wait(ms: number, then: () => void): void {
    timer = setTimeout(then, ms);
  }

  return {
    start: open,
    gone,
    stop() {
      state = "stopped";
      heartbeat.stop();
      clearTimeout(timer);
    },
  };
}
