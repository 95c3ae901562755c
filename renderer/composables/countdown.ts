import { onScopeDispose, readonly, ref } from "vue";
import type { Ref } from "vue";

export interface Countdown {
  /** Whole seconds left; 0 when stopped or over. */
  readonly secondsLeft: Readonly<Ref<number>>;
  /** Starts again with so many seconds. */
  start(seconds: number): void;
  stop(): void;
}

/** Counts seconds down and calls `onEnd` once at zero; measured by the monotonic clock. */
export function useCountdown(onEnd?: () => void): Countdown {
  const secondsLeft = ref(0);
  let endsAt = 0;
  let timer: ReturnType<typeof setInterval> | undefined;

  function stop(): void {
    clearInterval(timer);
    timer = undefined;
    secondsLeft.value = 0;
  }

  function tick(): void {
    secondsLeft.value = Math.max(0, Math.ceil((endsAt - performance.now()) / 1000));
    if (secondsLeft.value > 0) return;
    stop();
    onEnd?.();
  }

  function start(seconds: number): void {
    stop();
    endsAt = performance.now() + seconds * 1000;
    timer = setInterval(tick, 250);
    tick();
  }

  onScopeDispose(stop);
  return { secondsLeft: readonly(secondsLeft), start, stop };
}
