/**
 * Whether staff have closed the kiosk for cleaning. With a registry of its own it is in memory alone: a restart of the
 * kiosk ends it, a restart of its page doesn't.
 */
export interface Cleaning {
  isClosed(): boolean;
  close(): void;
  reopen(): void;
}

/** The state of a kiosk, which is open without `closed`. */
export function makeCleaning(closed = false): Cleaning {
  return {
    isClosed: () => closed,
    close() {
      closed = true;
    },
    reopen() {
      closed = false;
    },
  };
}
