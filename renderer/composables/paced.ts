import { onScopeDispose } from "vue";

/**
 * Makes a function that does `work` at once and, however often it is called meanwhile, once more after `everyMs`
 * milliseconds, and so on: it limits the rate without losing the last call.
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
