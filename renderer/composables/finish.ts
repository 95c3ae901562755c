import { onMounted, onScopeDispose } from "vue";
import type { Ref } from "vue";
import { useCountdown } from "./countdown.ts";

/**
 * A finish screen's time: `finish` is called after so many seconds without a touch or key, as customers walk away when
 * they have finished. Any touch starts the time again (WCAG 2.2.1).
 */
export function useFinish(seconds: number, finish: () => void): Readonly<Ref<number>> {
  const { secondsLeft, start } = useCountdown(finish);
  function again(): void {
    start(seconds);
  }
  const signs = ["pointerdown", "keydown"] as const;
  onMounted(() => {
    again();
    for (const sign of signs) document.addEventListener(sign, again, { passive: true });
  });
  onScopeDispose(() => {
    for (const sign of signs) document.removeEventListener(sign, again);
  });
  return secondsLeft;
}
