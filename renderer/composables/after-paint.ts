import { onScopeDispose } from "vue";

/**
 * Does `work` once, when something has been painted and the page has nothing else to do; at the latest after so many
 * milliseconds, as a window that isn't shown may not be painted.
 */
export function useAfterPaint(work: () => void, withinMs: number): void {
  let done = false;
  function once(): void {
    if (done) return;
    done = true;
    observer.disconnect();
    clearTimeout(latest);
    work();
  }
  const observer = new PerformanceObserver(() => {
    requestIdleCallback(once);
  });
  observer.observe({ type: "paint", buffered: true });
  const latest = setTimeout(once, withinMs);
  onScopeDispose(() => {
    observer.disconnect();
    clearTimeout(latest);
  });
}
