const everyMs = 250;
/** A page that draws and computes at its slowest answers within a fraction of this. */
const patienceMs = 1_750;
/** Far above what a page of the kiosk's own takes to load. */
const loadingPatienceMs = 10_000;

/** Watches one page after the other. */
export interface Heartbeat {
  /** Watches a page that is about to load, with more patience: it may not answer before it is there. */
  startLoading(): void;
  /** Watches the page that has just been loaded. */
  start(): void;
  stop(): void;
}

/**
 * Asks a page for a sign of life four times a second and tells `onHang` once, when an answer has been missing for
 * 1.75 s, or ten while the page loads. Waits are counted in beats rather than by the clock: when this process or the
 * whole machine stood still, that is not held against the page.
 */
export function makeHeartbeat(options: {
  /** Settles when the page answers. */
  readonly ask: () => Promise<unknown>;
  readonly onHang: () => void;
}): Heartbeat {
  let timer: NodeJS.Timeout | undefined;

  function stop(): void {
    clearInterval(timer);
  }

  function watch(patience: number): void {
    stop();
    let waited: number | null = null;
    const answered = () => {
      waited = null;
    };
    timer = setInterval(() => {
      if (waited === null) {
        waited = 0;
        options.ask().then(answered, answered);
        return;
      }
      waited += everyMs;
      if (waited < patience) return;
      stop();
      options.onHang();
    }, everyMs);
  }

  return {
    startLoading: () => {
      watch(loadingPatienceMs);
    },
    start: () => {
      watch(patienceMs);
    },
    stop,
  };
}
