const everyMs = 250;
/** Even a page that draws and computes at its slowest answers within a fraction of this. */
const patienceMs = 1_750;
/**
 * Far more than the kiosk's page takes to load, even from a slow disk of a busy machine. Electron answers for a page
 * only when its load has ended, so until then a page that loads slowly can't be distinguished from one that hangs.
 */
const loadingPatienceMs = 30_000;

/** Why a page is given up: it doesn't answer, or the page that answers isn't the kiosk's own. */
export type Silence = "hangs" | "elsewhere";

/** Watches one page after the other. */
export interface Heartbeat {
  /** Watches a page that is about to load: it has 30 s for its first sign of life. */
  watch(): void;
  stop(): void;
}

/**
 * Asks a page for a sign of life four times a second and calls `onSilence` once, when none has come for 1.75 s, or
 * within 30 s of its loading. Waits are counted in beats rather than by the clock, so that a standstill of this process
 * or of the whole machine doesn't count against the page.
 */
export function makeHeartbeat(options: {
  /** Resolves with true for a sign of life; any other answer, or a rejection, is none. */
  readonly ask: () => Promise<unknown>;
  /** The page gave its first sign. */
  readonly onLife: () => void;
  readonly onSilence: (why: Silence) => void;
}): Heartbeat {
  let timer: NodeJS.Timeout | undefined;

  function stop(): void {
    clearInterval(timer);
    timer = undefined;
  }

  function watch(): void {
    stop();
    let patience = loadingPatienceMs;
    let silentMs = 0;
    let isPending = false;
    const current = setInterval(() => {
      silentMs += everyMs;
      if (silentMs > patience) {
        stop();
        options.onSilence(isPending ? "hangs" : "elsewhere");
      } else if (!isPending) {
        isPending = true;
        options.ask().then(receive, receive);
      }
    }, everyMs);
    const receive = (answer: unknown): void => {
      isPending = false;
      if (answer !== true || timer !== current) return;
      silentMs = 0;
      if (patience === loadingPatienceMs) options.onLife();
      patience = patienceMs;
    };
    timer = current;
  }

  return { watch, stop };
}
