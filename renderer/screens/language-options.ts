import { computed } from "vue";
import type { ComputedRef } from "vue";
import { browsersLanguage } from "../composables/document-choices.ts";
import { useKioskStore } from "../stores/kiosk.ts";

export interface LanguageOption {
  /** The language's code, as its file has it. */
  readonly value: string;
  /** Its own name, which its readers know. */
  readonly words: string;
  readonly lang: string;
}

/** The languages that the kiosk speaks, the bank's own among them. */
export function useLanguageOptions(): ComputedRef<readonly LanguageOption[]> {
  const kiosk = useKioskStore();
  return computed(() =>
    (kiosk.profile?.languages ?? []).map(({ code, name }) => ({
      ...{ value: code, words: name, lang: browsersLanguage(code) },
    })),
  );
}
