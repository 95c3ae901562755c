import { inject, provide } from "vue";
import type { InjectionKey } from "vue";

const callKey: InjectionKey<() => void> = Symbol("call-staff");

/** Says where 「係員」 leads, for every screen below. */
export function provideCallStaff(call: () => void): void {
  provide(callKey, call);
}

/** What 「係員」 does; null where nothing was provided. */
export function useCallStaff(): (() => void) | null {
  return inject(callKey, null);
}
