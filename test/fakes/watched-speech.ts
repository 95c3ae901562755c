import type { SpeechEngine } from "../../renderer/features/speech/speech-engine.ts";

/** A speech engine with voices for Japanese and English that writes down what it is asked to say. */
export interface WatchedSpeech extends SpeechEngine {
  readonly said: { readonly text: string; readonly language: string }[];
  /** What is being said: nothing after `hush`. */
  now(): string;
}

export function watchedSpeech(): WatchedSpeech {
  const said: { text: string; language: string }[] = [];
  let now = "";
  return {
    said,
    now: () => now,
    readiness: (language) => (/^(?:ja|en)$/.test(language) ? "ready" : "none"),
    say(text, language) {
      now = text;
      said.push({ text, language });
    },
    hush() {
      now = "";
    },
  };
}
