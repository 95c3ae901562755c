import { defineStore } from "pinia";

/** How one customer wants the kiosk to look, sound and be reached. */
interface Choices {
  /** A language's code as `languages/` names its file. */
  language: string;
  /** Per cent of the standard size of letters. */
  textSize: 100 | 150 | 200;
  contrast: "standard" | "high";
  /** `low`: whatever is touched lies in the lower half of the screen, for those who sit in a wheelchair. */
  reach: "standard" | "low";
  /** `plain`: letters in the order of the alphabet, digits as on a telephone. */
  keyboardOrder: "standard" | "plain";
  /** Screens and keys are spoken. */
  speech: boolean;
}

const standard = (): Choices => ({
  language: "ja",
  textSize: 100,
  contrast: "standard",
  reach: "standard",
  keyboardOrder: "standard",
  speech: false,
});

/** What is chosen under 「表示・ことば」; kept while one customer is there, and never longer (`$reset`). */
export const useChoicesStore = defineStore("choices", {
  state: standard,
  getters: {
    changed: (state): boolean =>
      Object.entries(standard()).some(([name, value]) => state[name as keyof Choices] !== value),
  },
});
