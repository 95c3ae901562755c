import { inject, onScopeDispose, provide, readonly, ref, shallowRef } from "vue";
import type { InjectionKey, Ref, ShallowRef } from "vue";
import type { Edit } from "./edit-text.ts";
import type { KanaMark } from "./kana.ts";

/** The purpose of a field; the keyboard's layout, masking and boxes follow from it. */
export type FieldKind = "id" | "name" | "mail" | "password" | "pin" | "code";

/** The software keyboard's interface to a field. */
export interface KeyboardField {
  readonly kind: FieldKind;
  input(): HTMLInputElement | null;
  /** What it shows, where that may be shown elsewhere, too. */
  text?(): string;
  edit(edit: Edit): void;
}

/** The intent of a key, independent of the field. */
export type KeyIntent =
  | { readonly type: "insert"; readonly text: string }
  | { readonly type: "mark"; readonly mark: KanaMark }
  | { readonly type: "erase" | "clear" | "accept" };

/** The software keyboard of one screen: the field that it serves, and how its keys change that field. */
export interface Keyboard {
  /** The field being served; null while the keyboard is closed. */
  readonly field: Readonly<ShallowRef<KeyboardField | null>>;
  /** Counts openings, at each of which shuffled keys are shuffled again. */
  readonly openings: Readonly<Ref<number>>;
  /** Registers a field for 入力完了; the returned function removes it. */
  join(field: KeyboardField): () => void;
  open(field: KeyboardField): void;
  close(): void;
  press(intent: KeyIntent): void;
  /** 入力完了: focuses the screen's next field, after the last the primary action, and closes. */
  accept(field: KeyboardField): void;
}

const keyboardKey: InjectionKey<Keyboard> = Symbol("keyboard");

/** Provides a screen's keyboard; `screen` answers the element with fields and primary action. */
export function provideKeyboard(screen: () => HTMLElement | null): Keyboard {
  const field = shallowRef<KeyboardField | null>(null);
  const openings = ref(0);
  const fields = new Set<KeyboardField>();

  function open(next: KeyboardField): void {
    if (field.value === next) return;
    field.value = next;
    openings.value += 1;
  }

  function close(): void {
    field.value = null;
  }

  function accept(from: KeyboardField): void {
    const next = following(fields, from);
    if (next !== null) {
      next.focus();
      return;
    }
    close();
    screen()?.querySelector<HTMLElement>("[data-primary]:not([aria-disabled])")?.focus();
  }

  const keyboard: Keyboard = {
    field,
    openings: readonly(openings),
    join(joining) {
      fields.add(joining);
      return () => {
        fields.delete(joining);
        if (field.value === joining) close();
      };
    },
    open,
    close,
    press(intent) {
      const served = field.value;
      if (served === null) return;
      if (intent.type === "accept") accept(served);
      else if (intent.type === "insert" || intent.type === "mark") served.edit(intent);
      else served.edit({ type: intent.type });
    },
    accept,
  };
  provide(keyboardKey, keyboard);
  onScopeDispose(close);
  return keyboard;
}

/** The keyboard of the screen around, or null where a field stands without one. */
export function useKeyboard(): Keyboard | null {
  return inject(keyboardKey, null);
}

/** The nearest input after `from` in document order, as fields don't register in the order of the screen. */
function following(fields: Iterable<KeyboardField>, from: KeyboardField): HTMLInputElement | null {
  const start = from.input();
  if (start === null) return null;
  let nearest: HTMLInputElement | null = null;
  for (const field of fields) {
    const input = field.input();
    if (input === null || !isAfter(input, start)) continue;
    if (nearest === null || isAfter(nearest, input)) nearest = input;
  }
  return nearest;
}

function isAfter(node: Node, other: Node): boolean {
  return (other.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}
