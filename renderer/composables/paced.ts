import { onScopeDispose } from "vue";

/**
 * Makes a call that does `work` at once and, however often it is called meanwhile, once more as `everyMs` milliseconds
 * are over, and so on: rarely, but never so that the last call is forgotten.
 */
export function usePaced(work: () => void, everyMs: number): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let calledAgain = false;

  function call(): void {
    calledAgain = timer !== undefined;
    if (calledAgain) return;
    work();
    timer = setTimeout(() => {
      timer = undefined;
      if (calledAgain) call();
    }, everyMs);
  }

  onScopeDispose(() => {
    clearTimeout(timer);
  });
  return call;
}
