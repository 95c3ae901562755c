import { onBeforeUnmount, onMounted } from "vue";
import type { Keyboard } from "./keyboard.ts";

export interface KeyboardFocus {
  /** Listeners for the screen's root. */
  readonly listeners: {
    readonly focusin: (event: FocusEvent) => void;
    readonly focusout: (event: FocusEvent) => void;
    readonly pointerdown: () => void;
    readonly mousedown: (event: MouseEvent) => void;
    readonly keydown: (event: KeyboardEvent) => void;
  };
}

/**
 * Closes the keyboard when the focus leaves fields (`[data-field]`) and keys (`[data-keyboard]`). Closing moves the
 * page, so it doesn't happen during a touch, which would miss its target. Arrow down leads from a field to the keys, for
 * users without a pointer.
 */
export function useKeyboardFocus(keyboard: Keyboard, focusKeys: () => void): KeyboardFocus {
  let pointerIsDown = false;
  let closing = false;

  function onPointerEnd(): void {
    pointerIsDown = false;
    setTimeout(() => {
      if (closing) keyboard.close();
      closing = false;
    });
  }

  const ends = ["pointerup", "pointercancel"] as const;
  onMounted(() => {
    for (const end of ends) document.addEventListener(end, onPointerEnd, true);
  });
  onBeforeUnmount(() => {
    for (const end of ends) document.removeEventListener(end, onPointerEnd, true);
  });

  return {
    listeners: {
      focusin(event) {
        if (staysWithin(event.target)) closing = false;
      },
      focusout(event) {
        const windowLeft = document.activeElement === event.target;
        // A dialog gives the focus back, and finds the keys where they were.
        const asked = isWithin(event.relatedTarget, "dialog");
        if (windowLeft || asked || staysWithin(event.relatedTarget)) return;
        if (pointerIsDown) closing = true;
        else keyboard.close();
      },
      pointerdown() {
        pointerIsDown = true;
      },
      mousedown(event) {
        // A touch beside all of these neither moves the focus from the field nor closes the keyboard.
        const aims = "a, button, input, label, [tabindex='0']";
        if (!isWithin(event.target, aims)) event.preventDefault();
      },
      keydown(event) {
        const field = keyboard.field.value?.input();
        if (event.key !== "ArrowDown" || !field || event.target !== field) return;
        event.preventDefault();
        focusKeys();
      },
    },
  };
}

function staysWithin(target: EventTarget | null): boolean {
  return isWithin(target, "[data-field], [data-keyboard]");
}

function isWithin(target: EventTarget | null, selector: string): boolean {
  return target instanceof Element && target.closest(selector) !== null;
}
