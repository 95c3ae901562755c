import { shallowRef } from "vue";

/** Whether texts of a language can be spoken: `asking` until the system has named its voices. */
export type Readiness = "asking" | "ready" | "none";

/** The system's speech engine. The first call of any of these starts it, so that an unused one costs nothing. */
export interface SpeechEngine {
  /** Reactive; `language`: a BCP 47 tag. */
  readiness(language: string): Readiness;
  /**
   * Speaks instead of the present text, once no other text has come for `restMs`; does nothing where the language has
   * no voice.
   */
  say(text: string, language: string): void;
  /** Stops the speech at once. */
  hush(): void;
}

type Voice = Pick<SpeechSynthesisVoice, "name" | "lang" | "default">;

/** Chromium connects to speech-dispatcher in well under a second, and doesn't report a failure. */
const answerMs = 5_000;

/**
 * speech-dispatcher's module for Open JTalk misses the order to stop that arrives as it starts a text, and first speaks
 * that text to its end: without a rest, fast keys queue texts in it for seconds.
 */
export const restMs = 100;

let engine: SpeechEngine | null = null;

/** This page's only engine. */
export function systemSpeech(): SpeechEngine {
  engine ??= engineFor(() => ("speechSynthesis" in window ? window.speechSynthesis : null));
  return engine;
}

/** The engine for `synthesis`, which is requested at the first call; null where the page has none. */
export function engineFor(synthesis: () => SpeechSynthesis | null): SpeechEngine {
  const voices = shallowRef<readonly SpeechSynthesisVoice[]>([]);
  const waited = shallowRef(false);
  let started: SpeechSynthesis | null | undefined;
  // An utterance without a reference may be collected before it is spoken.
  let current: SpeechSynthesisUtterance | null = null;
  let next: ReturnType<typeof setTimeout> | undefined;

  function start(): SpeechSynthesis | null {
    if (started !== undefined) return started;
    const found = synthesis();
    started = found;
    const read = (): void => {
      voices.value = found?.getVoices() ?? [];
    };
    found?.addEventListener("voiceschanged", read);
    read();
    setTimeout(
      () => {
        waited.value = true;
      },
      found === null ? 0 : answerMs,
    );
    return found;
  }

  function hush(): void {
    clearTimeout(next);
    current = null;
    started?.cancel();
  }

  return {
    readiness(language) {
      start();
      if (voiceFor(voices.value, language) !== null) return "ready";
      return voices.value.length > 0 || waited.value ? "none" : "asking";
    },
    say(text, language) {
      const found = start();
      hush();
      const voice = voiceFor(voices.value, language);
      if (voice === null) return;
      next = setTimeout(() => {
        current = new SpeechSynthesisUtterance(text);
        current.lang = language;
        current.voice = voice;
        found?.speak(current);
      }, restMs);
    },
    hush,
  };
}

/**
 * The voice for a language, or null. Voices that were installed on purpose come before eSpeak's, which are installed
 * with speech-dispatcher; and eSpeak has no Japanese: it reads every kanji as "Chinese letter".
 */
export function voiceFor<V extends Voice>(voices: readonly V[], language: string): V | null {
  const wanted = tagOf(language);
  const [primary] = wanted.split("-");
  let best: V | null = null;
  let bestCost = Infinity;
  for (const voice of voices) {
    const tag = tagOf(voice.lang);
    const espeak = /espeak/i.test(voice.name);
    if (tag.split("-")[0] !== primary || (espeak && primary === "ja")) continue;
    const variant = voice.name.includes("+");
    const cost = (espeak ? 8 : 0) + (variant ? 4 : 0) + (tag === wanted ? 0 : 2);
    const total = cost + (voice.default ? 0 : 1);
    if (total < bestCost) [best, bestCost] = [voice, total];
  }
  return best;
}

/** In lower case, with hyphens, and Mandarin as its macrolanguage, as pages write it (RFC 5646, 4.1.2). */
function tagOf(language: string): string {
  return language
    .toLowerCase()
    .replaceAll("_", "-")
    .replace(/^cmn\b/, "zh");
}
