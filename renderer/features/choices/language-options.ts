import { computed } from "vue";
import type { ComputedRef } from "vue";
import { browsersLanguage } from "./document-choices.ts";
import { useKioskStore } from "../../stores/kiosk.ts";

export interface LanguageOption {
  /** The language's code, from its file. */
  readonly value: string;
  /** The language's name in the language itself. */
  readonly words: string;
  readonly lang: string;
}

/** The languages of the kiosk, including the bank's own. */
export function useLanguageOptions(): ComputedRef<readonly LanguageOption[]> {
  const kiosk = useKioskStore();
  return computed(() =>
    (kiosk.profile?.languages ?? []).map(({ code, name }) => ({
      ...{ value: code, words: name, lang: browsersLanguage(code) },
    })),
  );
}
