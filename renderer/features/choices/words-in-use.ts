import { watch } from "vue";
import { useChoicesStore } from "../../stores/choices.ts";
import { useKioskStore } from "../../stores/kiosk.ts";
import { useLanguagesStore } from "../../stores/languages.ts";
import { putManualsWords, putWords } from "../../text/words.ts";

/**
 * Keeps the screens in the chosen language, in Japanese with the bank's own words. Entries stay, as no screen is
 * mounted again. A language whose words can't be loaded is replaced by Japanese.
 */
export function useWordsInUse(): void {
  const kiosk = useKioskStore();
  const choices = useChoicesStore();
  const languages = useLanguagesStore();
  watch([() => choices.language, () => kiosk.profile], async ([code, profile]) => {
    if (code === "ja") {
      putManualsWords();
      if (profile !== null) put(profile.words);
      return;
    }
    const words = await languages.wordsOf(code);
    if (choices.language !== code) return;
    if (words === null) choices.language = "ja";
    else put(words);
  });
}

/** The main process gives words only in the shape of the Japanese file. */
function put(words: object): void {
  putWords(words);
}
