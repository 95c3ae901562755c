import { inject, provide } from "vue";
import type { InjectionKey } from "vue";

const callKey: InjectionKey<() => void> = Symbol("call-staff");

/** Provides the action of 「係員」 for every screen below. */
export function provideCallStaff(call: () => void): void {
  provide(callKey, call);
}

/** The action of 「係員」; null where none was provided. */
export function useCallStaff(): (() => void) | null {
  return inject(callKey, null);
}
