import { computed, inject, provide } from "vue";
import type { ComputedRef, InjectionKey } from "vue";

/** `standard`: letters as on a computer's keyboard, digits in two rows; `plain`: the alphabet, digits as on a telephone. */
export type KeyboardOrder = "standard" | "plain";

const orderKey: InjectionKey<ComputedRef<KeyboardOrder>> = Symbol("keyboard-order");

/** Says how the keys of every software keyboard below stand. */
export function provideKeyboardOrder(order: () => KeyboardOrder): void {
  provide(orderKey, computed(order));
}

/** How the keys stand; `standard` where nothing was provided. */
export function useKeyboardOrder(): ComputedRef<KeyboardOrder> {
  return inject(
    orderKey,
    computed(() => "standard"),
  );
}
