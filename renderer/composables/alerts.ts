import { computed, inject, nextTick, onBeforeUnmount, provide, ref } from "vue";
import type { ComputedRef, InjectionKey, Ref } from "vue";

interface Alerts {
  readonly announced: Ref<symbol | null>;
  /** One was announced in this round of changes. */
  taken: boolean;
}

const alertsKey: InjectionKey<Alerts> = Symbol("alerts");

/** Provides that of all refusals that appear at once on a screen the first one alone is announced. */
export function provideAlerts(): void {
  provide(alertsKey, { announced: ref(null), taken: false });
}

/**
 * Whether this refusal, which appears now, is the announced one: the first of the screen. The focus goes to its field;
 * the others are their fields' descriptions.
 */
export function useAlert(): ComputedRef<boolean> {
  const alerts = inject(alertsKey, null);
  if (alerts === null) return computed(() => true);
  const own = Symbol("refusal");
  if (!alerts.taken) {
    alerts.taken = true;
    alerts.announced.value = own;
    void nextTick(() => {
      alerts.taken = false;
    });
  }
  onBeforeUnmount(() => {
    if (alerts.announced.value === own) alerts.announced.value = null;
  });
  return computed(() => alerts.announced.value === own);
}
