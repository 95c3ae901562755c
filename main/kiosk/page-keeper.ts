import { makeHeartbeat } from "./heartbeat.ts";

/** How long a process may take to end once it has been told to. */
const endingMs = 2_000;
/** Before a page is opened again, doubled from try to try: one that can't live doesn't keep the machine busy with dying. */
const firstPauseMs = 250;
const longestPauseMs = 8_000;
/** So many pages in a row without a sign of life, and only another process of the kiosk may help: half a minute at least. */
const mostTries = 8;

/** Sees to it that the kiosk's page is there. */
export interface PageKeeper {
  /** Opens the page for the first time. */
  start(): void;
  /** To be told when the page's process or its window has ended; `reason` is for the log. */
  gone(reason: string): void;
  /** From now on whatever ends is meant to. */
  stop(): void;
}

/**
 * Opens the page and has it replaced when it dies, can't be loaded, hangs, or is the kiosk's own no longer. What hangs is
 * ended first: by its own process where that still listens, else after 2 s by the system; a page whose process can't be
 * ended is opened again over it. Each loss is told once, to `onLost`; `onSpent`: eight in a row gave no sign of life.
 */
export function keepPage(options: {
  /** Opens the page, in a window of its own where there is none; rejects when it can't be loaded. */
  readonly open: () => Promise<void>;
  /** Resolves with true where the kiosk's own page answers. */
  readonly ask: () => Promise<unknown>;
  /** Asks the page's process to end. Electron's message can be lost, as the process itself must read it. */
  readonly crash: () => void;
  /** Kills the page's process; false: there is none. */
  readonly kill: () => boolean;
  /** A customer's session may have been open in the page. */
  readonly onLost: (reason: string) => void;
  readonly onSpent: () => void;
}): PageKeeper {
  let state: "open" | "ending" | "pausing" | "stopped" = "pausing";
  let tries = 0;
  let timer: NodeJS.Timeout | undefined;
  const heartbeat = makeHeartbeat({
    ask: options.ask,
    onLife() {
      tries = 0;
    },
    onSilence: end,
  });

  function open(): void {
    if (state === "stopped") return;
    state = "open";
    heartbeat.watch();
    const thisTry = (tries += 1);
    options.open().catch(() => {
      if (state === "open" && tries === thisTry) gone("load-failed");
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
    if (tries >= mostTries) {
      state = "stopped";
      options.onSpent();
      return;
    }
    // One that hung has been waited for.
    const pause = state === "ending" ? 0 : firstPauseMs * 2 ** Math.max(0, tries - 1);
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
