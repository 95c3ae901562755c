import { digitsOf } from "../../preload/contract/digits.ts";
import { computed, onScopeDispose, ref, watch } from "vue";
import type { ComputedRef, Ref } from "vue";
import { edited, editOf } from "../features/keyboard/edit-text.ts";
import type { Edit, TextState } from "../features/keyboard/edit-text.ts";

const dot = "●";

export interface EntryOptions {
  readonly input: Readonly<Ref<HTMLInputElement | null>>;
  readonly model: Ref<string>;
  /**
   * A secret's text never enters the document: the input holds one dot for each character. Digits that an input method
   * composes are in it, invisibly, until they are committed.
   */
  readonly secret: boolean;
  /** A field of digits: spaces, dashes and full-width forms, typed or pasted, are normalised at once. */
  readonly digits?: boolean;
  /** Whether a hardware keyboard may enter characters. */
  readonly mayType: () => boolean;
}

export interface Entry {
  readonly text: Readonly<Ref<string>>;
  /** The text of the input. */
  readonly held: ComputedRef<string>;
  /** The characters in the boxes: digits or dots, and the composition of an input method. */
  readonly seen: ComputedRef<string>;
  readonly caret: Readonly<Ref<number>>;
  /** A hardware key was pressed in a field for the software keyboard alone; true until the next edit. */
  readonly typedInVain: Ref<boolean>;
  readonly edit: (edit: Edit) => void;
  readonly onBeforeInput: (event: Event) => void;
  /** The beginning and the end of an input method's composition. */
  readonly onComposition: (event: CompositionEvent) => void;
  readonly onInput: () => void;
  /** Reads the caret after arrow keys or a touch moved it. */
  readonly readCaret: () => void;
}

/**
 * One text behind one input. Every edit of a secret, and every edit by the software keyboard, is applied to the text
 * here and then shown; only plain text typed on a hardware keyboard is read back.
 */
export function useEntry({ input, model, secret, digits = false, mayType }: EntryOptions): Entry {
  // The model changes only with its parent's next rendering; two edits in a row must not lose the first.
  const text = ref(model.value);
  const caret = ref(model.value.length);
  const typedInVain = ref(false);
  /** The text of the input while an input method composes digits: writing into it would end the composition. */
  const composing = ref<string | null>(null);
  let replaced = { start: 0, end: 0 };
  const cleaned = (typed: string): string => (digits ? digitsOf(typed) : typed);
  const inserted = (typed: string) => ({ type: "insert", text: cleaned(typed) }) as const;
  const shown = computed(() => (secret ? dot.repeat(text.value.length) : text.value));
  const held = computed(() => composing.value ?? shown.value);
  const seen = computed(() => {
    if (composing.value === null) return shown.value;
    return secret ? dot.repeat(composing.value.length) : cleaned(composing.value);
  });

  watch(
    model,
    (next) => {
      if (next === text.value) return;
      composing.value = null;
      text.value = next;
      caret.value = next.length;
    },
    { flush: "sync" },
  );

  onScopeDispose(() => {
    composing.value = null;
    text.value = "";
  });

  function readCaret(): void {
    caret.value = input.value?.selectionStart ?? text.value.length;
  }

  function show(at: number): void {
    caret.value = at;
    const element = input.value;
    if (element === null) return;
    if (element.value !== shown.value) element.value = shown.value;
    element.setSelectionRange(at, at);
    // A long address keeps its caret in view although the input may not have the focus.
    if (at === text.value.length) element.scrollLeft = element.scrollWidth;
  }

  function edit(change: Edit): void {
    typedInVain.value = false;
    const start = input.value?.selectionStart ?? text.value.length;
    const end = input.value?.selectionEnd ?? start;
    apply(edited({ text: text.value, start, end }, change));
  }

  function apply({ text: next, start }: TextState): void {
    composing.value = null;
    text.value = next;
    model.value = next;
    show(start);
  }

  function readBack(element: HTMLInputElement): void {
    readCaret();
    const typed = element.value;
    const next = cleaned(typed);
    if (next === typed) {
      text.value = next;
      model.value = next;
    } else {
      apply({ text: next, start: cleaned(typed.slice(0, caret.value)).length, end: 0 });
    }
  }

  return {
    text,
    held,
    seen,
    caret,
    typedInVain,
    edit,
    onBeforeInput(event) {
      if (!secret || !(event instanceof InputEvent)) return;
      event.preventDefault();
      const change = editOf(event.inputType, event.data);
      typedInVain.value = change?.type === "insert" && !mayType();
      if (change === null || typedInVain.value) return;
      edit(change.type === "insert" ? inserted(change.text) : change);
    },
    onComposition(event) {
      const element = input.value;
      if (element === null || !digits || (secret && !mayType())) return;
      if (event.type === "compositionstart") {
        composing.value = element.value;
        const start = element.selectionStart ?? text.value.length;
        replaced = { start, end: element.selectionEnd ?? start };
      } else if (composing.value !== null) {
        composing.value = null;
        if (secret) apply(edited({ text: text.value, ...replaced }, inserted(event.data)));
        else readBack(element);
      }
    },
    onInput() {
      const element = input.value;
      if (element === null) return;
      if (composing.value !== null) {
        composing.value = element.value;
      } else if (secret) {
        // An input method's composition can't be prevented, so it is reverted.
        show(Math.min(caret.value, text.value.length));
      } else {
        readBack(element);
      }
    },
    readCaret,
  };
}
