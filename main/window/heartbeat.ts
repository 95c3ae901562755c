const everyMs = 250;
/** A page that draws and computes at its slowest answers within a fraction of this. */
const patienceMs = 2_000;

/** Watches one page after the other. */
export interface Heartbeat {
  /** Watches the page that has just been loaded. */
  start(): void;
  stop(): void;
}

/**
 * Asks a page for a sign of life four times a second and tells `onHang` once, when an answer has been missing for
 * two seconds. Waits are counted in beats rather than by the clock: when this process or the whole machine stood
 * still, that is not held against the page.
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

  function start(): void {
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
      if (waited < patienceMs) return;
      stop();
      options.onHang();
    }, everyMs);
  }

  return { start, stop };
}
