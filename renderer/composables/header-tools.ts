import { computed, inject, provide } from "vue";
import type { Component, ComputedRef, InjectionKey } from "vue";

const toolsKey: InjectionKey<ComputedRef<Component | null>> = Symbol("header-tools");

/**
 * Provides the header's buttons for the action bar of every screen below; `tools` answers null while the header has
 * them.
 */
export function provideHeaderTools(tools: () => Component | null): void {
  provide(toolsKey, computed(tools));
}

/** The header's buttons where the action bar shows them, else null. */
export function useHeaderTools(): ComputedRef<Component | null> {
  return inject(
    toolsKey,
    computed(() => null),
  );
}
