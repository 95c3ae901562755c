/**
 * Whether staff have closed the kiosk for cleaning. In memory alone: a restart of the kiosk ends it, a restart of its
 * page doesn't.
 */
export interface Cleaning {
  isClosed(): boolean;
  close(): void;
  reopen(): void;
}

/** The state of a kiosk that is open. */
export function makeCleaning(): Cleaning {
  let closed = false;
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
