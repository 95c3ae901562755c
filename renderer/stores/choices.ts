import { defineStore } from "pinia";

/** One customer's choices for the look, sound and reach of the kiosk. */
interface Choices {
  /** A language's code, from its file's name in `languages/`. */
  language: string;
  /** Per cent of the standard size of letters. */
  textSize: 100 | 150 | 200;
  contrast: "standard" | "high";
  /** `low`: all controls are in the lower half of the screen, for wheelchair users. */
  reach: "standard" | "low";
  /** `plain`: letters in the order of the alphabet, digits as on a telephone. */
  keyboardOrder: "standard" | "plain";
  /** 「順番どおりに並べる」 on the keyboard: the keys of secrets aren't shuffled. */
  unshuffled: boolean;
  /** Screens and keys are spoken. */
  speech: boolean;
}

const standard = (): Choices => ({
  language: "ja",
  textSize: 100,
  contrast: "standard",
  reach: "standard",
  keyboardOrder: "standard",
  unshuffled: false,
  speech: false,
});

/** The choices of 「文字の大きさ・言語」; kept for one customer's visit, and never longer (`$reset`). */
export const useChoicesStore = defineStore("choices", {
  lifetime: "visit",
  state: standard,
  getters: {
    changed: (state): boolean =>
      Object.entries(standard()).some(([name, value]) => state[name as keyof Choices] !== value),
  },
});
