import { computed, onScopeDispose, ref, watch } from "vue";
import type { ComputedRef, Ref } from "vue";
import { edited, editOf } from "./edit-text.ts";
import type { Edit } from "./edit-text.ts";

const dot = "●";

export interface EntryOptions {
  readonly input: Readonly<Ref<HTMLInputElement | null>>;
  readonly model: Ref<string>;
  /** A secret's text never enters the document: the input holds one dot a character. */
  readonly secret: boolean;
  /** Whether a hardware keyboard may enter characters. */
  readonly mayType: () => boolean;
}

export interface Entry {
  readonly text: Readonly<Ref<string>>;
  /** What the input holds. */
  readonly shown: ComputedRef<string>;
  readonly caret: Readonly<Ref<number>>;
  /** A hardware key was pressed where only the software keyboard enters; until the next edit. */
  readonly typedInVain: Ref<boolean>;
  readonly edit: (edit: Edit) => void;
  readonly onBeforeInput: (event: Event) => void;
  readonly onInput: () => void;
  /** Follows a caret moved by arrow keys or by touch. */
  readonly readCaret: () => void;
}

/**
 * One text behind one input. Every edit of a secret, and every edit by the software keyboard, is made
 * on the text here and then shown; only plain text typed on a hardware keyboard is read back.
 */
export function useEntry({ input, model, secret, mayType }: EntryOptions): Entry {
  // The model follows its parent's next rendering only; two edits in a row must not lose the first.
  const text = ref(model.value);
  const caret = ref(model.value.length);
  const typedInVain = ref(false);
  const shown = computed(() => (secret ? dot.repeat(text.value.length) : text.value));

  watch(
    model,
    (next) => {
      if (next === text.value) return;
      text.value = next;
      caret.value = next.length;
    },
    { flush: "sync" },
  );

  onScopeDispose(() => {
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
    const next = edited({ text: text.value, start, end }, change);
    text.value = next.text;
    model.value = next.text;
    show(next.start);
  }

  return {
    text,
    shown,
    caret,
    typedInVain,
    edit,
    onBeforeInput(event) {
      if (!secret || !(event instanceof InputEvent)) return;
      event.preventDefault();
      const change = editOf(event.inputType, event.data);
      typedInVain.value = change?.type === "insert" && !mayType();
      if (change !== null && !typedInVain.value) edit(change);
    },
    onInput() {
      if (input.value === null) return;
      if (secret) {
        // An input method's composition can't be prevented: it is taken back.
        show(Math.min(caret.value, text.value.length));
        return;
      }
      text.value = input.value.value;
      model.value = text.value;
      readCaret();
    },
    readCaret,
  };
}
