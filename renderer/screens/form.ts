import { nextTick, onScopeDispose, reactive, shallowRef, watch } from "vue";
import type { ShallowRef } from "vue";
import type { Refusal } from "../../preload/contract/operations.ts";
import type { FieldName } from "../../preload/contract/requests.ts";
import { next } from "../flow.ts";
import type { ScreenId } from "../flow.ts";
import { fieldWords } from "../text/refusals.ts";

/** After a refusal an entry is kept, or, for passwords and codes, cleared. */
type Afterwards = "kept" | "cleared";

export interface FormOptions<Name extends FieldName> {
  readonly screen: ScreenId;
  /** The screen's fields from top to bottom. */
  readonly fields: Readonly<Record<Name, Afterwards>>;
  readonly arrival: Refusal | null;
  /** Called instead of showing a refusal that leads to another screen. */
  moveOn(refusal: Refusal): void;
}

export interface Form<Name extends FieldName> {
  readonly values: Record<Name, string>;
  /** The sentence at each refused field, null where nothing is refused. */
  readonly words: Record<Name, string | null>;
  /** A refusal that belongs to no field. */
  readonly refusal: Readonly<ShallowRef<Refusal | null>>;
  /** Makes a field's component known, so that it can be given the focus: `:ref="hold('loginId')"`. */
  hold(name: Name): (component: unknown) => void;
  /** Shows a refusal: words at its fields, focus on the first of them, passwords and codes cleared. */
  refuse(refusal: Refusal): Promise<void>;
  focus(name: Name): Promise<void>;
  /** Forgets everything entered and said. */
  clear(): void;
}

/** The entries of one screen; they are wiped when it is left. */
export function useForm<Name extends FieldName>(options: FormOptions<Name>): Form<Name> {
  const names = Object.keys(options.fields).filter((name): name is Name => name in options.fields);
  const values = reactive(blank(names, "")) as Record<Name, string>;
  const words = reactive(blank<Name, string | null>(names, null)) as Record<Name, string | null>;
  const refusal = shallowRef(options.arrival);
  const components = new Map<Name, Focusable>();

  // What was said of an entry no longer holds once something else is entered.
  for (const name of names) {
    watch(
      () => values[name],
      (value) => {
        if (value !== "") words[name] = null;
      },
      { flush: "sync" },
    );
  }

  function clearSecrets(): void {
    for (const name of names) if (options.fields[name] === "cleared") values[name] = "";
  }

  async function focus(name: Name): Promise<void> {
    await nextTick();
    components.get(name)?.focus();
  }

  async function refuse(refused: Refusal): Promise<void> {
    if (next(options.screen, refused.code) !== options.screen) {
      options.moveOn(refused);
      return;
    }
    clearSecrets();
    for (const name of names) words[name] = wordsFor(name, refused);
    const first = names.find((name) => words[name] !== null);
    refusal.value = first === undefined ? refused : null;
    // A locked customer has nothing more to enter; everyone else goes on where something was cleared.
    const cleared = names.find((name) => options.fields[name] === "cleared");
    const target = first ?? (refused.code === "locked" ? undefined : cleared);
    if (target !== undefined) await focus(target);
  }

  function clear(): void {
    for (const name of names) {
      values[name] = "";
      words[name] = null;
    }
    refusal.value = null;
  }
  onScopeDispose(clear);

  return {
    values,
    words,
    refusal,
    hold: (name) => (component) => {
      if (isFocusable(component)) components.set(name, component);
      else components.delete(name);
    },
    refuse,
    focus,
    clear,
  };
}

/**
 * The sentence for one field. When two 利用開始パスワード differ both fields say so: both were cleared, and
 * which of them was mistyped can't be seen.
 */
function wordsFor(name: FieldName, refused: Refusal): string | null {
  if (refused.code !== "fields") return null;
  const code = refused.fields[name];
  if (code !== undefined) return fieldWords(name, code, refused.minutes);
  const both = name === "startPassword" && refused.fields.startPasswordAgain === "differs";
  return both ? fieldWords("startPassword", "differs") : null;
}

function blank<Name extends string, Value>(names: readonly Name[], value: Value) {
  return Object.fromEntries(names.map((name) => [name, value])) as Record<Name, Value>;
}

interface Focusable {
  focus(): void;
}

function isFocusable(component: unknown): component is Focusable {
  return (
    typeof component === "object" &&
    component !== null &&
    "focus" in component &&
    typeof component.focus === "function"
  );
}
