import { defineStore } from "pinia";
import type { Words } from "../../preload/contract/words-by-key.ts";
import { kiosk } from "../bridge.ts";

/** The words of the languages requested so far: the same for every customer. */
export const useLanguagesStore = defineStore("languages", {
  lifetime: "kiosk",
  state: (): { read: Readonly<Record<string, Words>> } => ({ read: {} }),
  actions: {
    /** All words of the language with this code; null where the main process has none. */
    async wordsOf(code: string): Promise<Words | null> {
      const known = this.read[code];
      if (known !== undefined) return known;
      const answer = await kiosk.readWords({ language: code }).catch(() => null);
      if (answer?.ok !== true) return null;
      this.read = { ...this.read, [code]: answer.value.words };
      return answer.value.words;
    },
  },
});
