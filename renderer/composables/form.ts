import { computed, nextTick, onScopeDispose, reactive, shallowRef, watch } from "vue";
import type { ComputedRef, ShallowRef } from "vue";
import type { FieldCode } from "../../preload/contract/fields.ts";
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
  /** The sentence at each refused field, null where nothing is refused; empty where another field has the words. */
  readonly words: Readonly<Record<Name, string | null>>;
  /** A refusal that belongs to no field. */
  readonly refusal: Readonly<ShallowRef<Refusal | null>>;
  /** The kind of secret is locked until staff unlock it. */
  readonly locked: ComputedRef<boolean>;
  /** Registers a field's component, so that it can get the focus: `:ref="hold('loginId')"`. */
  hold(name: Name): (component: unknown) => void;
  /** Shows a refusal: words at its fields, focus on the first of them, passwords and codes cleared. */
  refuse(refusal: Refusal): Promise<void>;
  focus(name: Name): Promise<void>;
  /** Clears all entries and refusals. */
  clear(): void;
}

/** The entries of one screen; they are wiped when it is left. */
export function useForm<Name extends FieldName>(options: FormOptions<Name>): Form<Name> {
  const names = Object.keys(options.fields).filter((name): name is Name => name in options.fields);
  const values = reactive(blank(names, "")) as Record<Name, string>;
  /** The refusals, not their words: those change with the language in use. */
  const refused = reactive(blank<Name, FieldRefusal | null>(names, null)) as Refused<Name>;
  const sentences = names.map(
    (name) => [name, computed(() => wordsOf(name, refused[name]))] as const,
  );
  const words = reactive(Object.fromEntries(sentences)) as unknown as Form<Name>["words"];
  const refusal = shallowRef(options.arrival);
  const components = new Map<Name, Focusable>();

  // The refusal of an entry ends when the entry changes.
  for (const name of names) {
    watch(
      () => values[name],
      (value) => {
        if (value !== "") refused[name] = null;
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

  async function refuse(whole: Refusal): Promise<void> {
    if (next(options.screen, whole.code) !== options.screen) {
      options.moveOn(whole);
      return;
    }
    clearSecrets();
    // A refusal that is the same as the one before is announced again.
    for (const name of names) refused[name] = null;
    await nextTick();
    for (const name of names) refused[name] = refusalOf(name, whole);
    const first = names.find((name) => refused[name] !== null);
    refusal.value = first === undefined ? whole : null;
    // A locked customer has nothing more to enter; other users continue in a field that was cleared.
    const cleared = names.find((name) => options.fields[name] === "cleared");
    const target = first ?? (whole.code === "locked" ? undefined : cleared);
    if (target !== undefined) await focus(target);
  }

  function clear(): void {
    for (const name of names) {
      values[name] = "";
      refused[name] = null;
    }
    refusal.value = null;
  }
  onScopeDispose(clear);

  return {
    values,
    words,
    refusal,
    locked: computed(() => refusal.value?.code === "locked"),
    hold: (name) => (component) => {
      if (isFocusable(component)) components.set(name, component);
      else components.delete(name);
    },
    refuse,
    focus,
    clear,
  };
}

interface FieldRefusal {
  readonly code: FieldCode;
  /** With `phone-clock` and `phone-zone`: how far the phone is ahead (+) or behind (−). */
  readonly minutes?: number | undefined;
  /** Another field has the words. */
  readonly elsewhere?: true;
}

type Refused<Name extends string> = Record<Name, FieldRefusal | null>;

function wordsOf(name: FieldName, refused: FieldRefusal | null): string | null {
  if (refused === null) return null;
  return refused.elsewhere ? "" : fieldWords(name, refused.code, refused.minutes);
}

/**
 * The refusal of one field. When two 利用開始パスワード differ both fields are marked, as both were cleared and it isn't visible
 * which of them was mistyped; the second one has the words.
 */
function refusalOf(name: FieldName, whole: Refusal): FieldRefusal | null {
  if (whole.code !== "fields") return null;
  const code = whole.fields[name];
  if (code !== undefined) return { code, minutes: whole.minutes };
  const both = name === "startPassword" && whole.fields.startPasswordAgain === "differs";
  return both ? { code: "differs", elsewhere: true } : null;
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
