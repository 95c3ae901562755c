import { readonly, ref } from "vue";
import type { Ref } from "vue";

export interface Pressed {
  readonly pressed: Readonly<Ref<boolean>>;
  readonly listeners: Readonly<Record<string, () => void>>;
}

/**
 * Feedback from pointer-down on: `:active` alone appears late under a finger, after the browser has ruled out a scroll.
 */
export function usePressed(): Pressed {
  const pressed = ref(false);
  const release = (): void => {
    pressed.value = false;
  };
  return {
    pressed: readonly(pressed),
    listeners: {
      pointerdown: () => {
        pressed.value = true;
      },
      pointerup: release,
      pointerleave: release,
      pointercancel: release,
    },
  };
}
