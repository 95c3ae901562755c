import { inject, provide, ref } from "vue";
import type { InjectionKey, Ref } from "vue";

/**
 * `standard`: letters as on a computer's keyboard, digits in two rows; `plain`: the alphabet, digits as on a telephone.
 */
export type KeyboardOrder = "standard" | "plain";

/** How the customer wants the keys, on every screen of their visit. */
export interface KeyboardChoices {
  readonly order: Readonly<Ref<KeyboardOrder>>;
  /** 「順番どおりに並べる」: the keys of secrets aren't shuffled. */
  readonly unshuffled: Ref<boolean>;
}

const choicesKey: InjectionKey<KeyboardChoices> = Symbol("keyboard-choices");

/** Provides the choices for every software keyboard below. */
export function provideKeyboardChoices(choices: KeyboardChoices): void {
  provide(choicesKey, choices);
}

/** The choices; a standard keyboard's own where none were provided. */
export function useKeyboardChoices(): KeyboardChoices {
  return inject(choicesKey, standardChoices, true);
}

function standardChoices(): KeyboardChoices {
  return { order: ref("standard"), unshuffled: ref(false) };
}
