import { computed, inject, provide } from "vue";
import type { ComputedRef, InjectionKey } from "vue";

/**
 * `standard`: letters as on a computer's keyboard, digits in two rows; `plain`: the alphabet, digits as on a telephone.
 */
export type KeyboardOrder = "standard" | "plain";

const orderKey: InjectionKey<ComputedRef<KeyboardOrder>> = Symbol("keyboard-order");

/** Provides the order of the keys for every software keyboard below. */
export function provideKeyboardOrder(order: () => KeyboardOrder): void {
  provide(orderKey, computed(order));
}

/** The order of the keys; `standard` where none was provided. */
export function useKeyboardOrder(): ComputedRef<KeyboardOrder> {
  return inject(
    orderKey,
    computed(() => "standard"),
  );
}
