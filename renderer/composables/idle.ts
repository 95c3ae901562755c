import { computed, onScopeDispose, readonly, ref, toValue, watch } from "vue";
import type { ComputedRef, MaybeRefOrGetter, Ref } from "vue";

export interface IdleOptions {
  /** Seconds without a touch or key until the warning. */
  readonly idleSeconds: MaybeRefOrGetter<number>;
  /** Seconds of the warning until the end. */
  readonly warningSeconds: MaybeRefOrGetter<number>;
  readonly enabled: MaybeRefOrGetter<boolean>;
  /** Called at each touch or key that postpones the warning. */
  readonly onSign?: () => void;
}

export interface Idle {
  readonly warning: Readonly<Ref<boolean>>;
  /** Whole seconds until the end, counted while the warning is shown; 0 at the end. */
  readonly secondsLeft: ComputedRef<number>;
  /** True once the warning has run out; until {@link Idle.stay} or `enabled` changes. */
  readonly expired: Readonly<Ref<boolean>>;
  /** Starts the time again. */
  stay(): void;
}

/**
 * Detects that the kiosk isn't touched (WCAG 2.2.1: a warning, and one touch continues). While the warning is shown, a
 * finished click or a key continues, a mere pointer-down does not: the dialog would disappear under the finger, and the
 * rest of the touch would fall on the screen behind it. Nor does Tab, which only moves to one of its buttons. A touch
 * in `[data-idle-leave]` ends the visit and so doesn't count.
 */
export function useIdle(options: IdleOptions): Idle {
  const { idleSeconds, warningSeconds, enabled } = options;
  const warning = ref(false);
  const expired = ref(false);
  const millisecondsLeft = ref(0);
  let since = performance.now();

  function stay(): void {
    since = performance.now();
    warning.value = false;
    expired.value = false;
  }

  function tick(): void {
    if (!toValue(enabled) || expired.value) return;
    const warnsAt = since + toValue(idleSeconds) * 1000;
    const left = warnsAt + toValue(warningSeconds) * 1000 - performance.now();
    millisecondsLeft.value = Math.max(0, left);
    warning.value = performance.now() >= warnsAt;
    expired.value = left <= 0;
  }

  function onSign(event: Event): void {
    const target = event.target;
    if (target instanceof Element && target.closest("[data-idle-leave]") !== null) return;
    const answers =
      event instanceof KeyboardEvent
        ? event.key !== "Tab" && event.key !== "Shift"
        : event.type === "click";
    const goesOn = !warning.value || answers;
    if (!goesOn || expired.value) return;
    stay();
    options.onSign?.();
  }

  const signs = ["pointerdown", "click", "keydown", "wheel"] as const;
  for (const sign of signs)
    document.addEventListener(sign, onSign, { capture: true, passive: true });
  const timer = setInterval(tick, 250);
  watch(() => toValue(enabled), stay);
  onScopeDispose(() => {
    clearInterval(timer);
    for (const sign of signs) document.removeEventListener(sign, onSign, { capture: true });
  });

  return {
    warning: readonly(warning),
    secondsLeft: computed(() => Math.ceil(millisecondsLeft.value / 1000)),
    expired: readonly(expired),
    stay,
  };
}
