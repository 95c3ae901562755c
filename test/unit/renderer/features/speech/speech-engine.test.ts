import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  engineFor,
  restMs,
  voiceFor,
} from "../../../../../renderer/features/speech/speech-engine.ts";

function voice(name: string, lang: string, isDefault = false): SpeechSynthesisVoice {
  return { name, lang, default: isDefault, localService: true, voiceURI: name };
}

const jtalk = voice("nitech open-jtalk", "ja");
const espeakJapanese = voice("Japanese espeak-ng", "ja", true);
const english = voice("English (America) espeak-ng", "en-US");

describe("the voice for a language", () => {
  it("is found by the language, whatever the region", () => {
    expect(voiceFor([jtalk, english], "ja-JP")).toBe(jtalk);
    expect(voiceFor([jtalk, english], "en")).toBe(english);
    expect(voiceFor([jtalk, english], "vi")).toBeNull();
    expect(voiceFor([], "ja")).toBeNull();
  });

  it("is never eSpeak's for Japanese, which can't read kanji", () => {
    expect(voiceFor([espeakJapanese, english], "ja")).toBeNull();
    expect(voiceFor([espeakJapanese, jtalk], "ja")).toBe(jtalk);
  });

  it("is one that was put there on purpose before eSpeak's, and no variant of eSpeak's", () => {
    const variant = voice("English (America)+Adam espeak-ng", "en-US", true);
    const other = voice("mimic3", "en_UK");
    expect(voiceFor([variant, english], "en-US")).toBe(english);
    expect(voiceFor([variant, english, other], "en-US")).toBe(other);
  });

  it("is that of the region where there are several", () => {
    const portugal = voice("Portuguese (Portugal) espeak-ng", "pt");
    const brazil = voice("Portuguese (Brazil) espeak-ng", "pt-BR");
    expect(voiceFor([portugal, brazil], "pt-BR")).toBe(brazil);
    expect(voiceFor([brazil, portugal], "pt")).toBe(portugal);
  });

  it("is Mandarin's for 中文, by either of its tags, and never Cantonese's", () => {
    const cantonese = voice("Chinese (Cantonese) espeak-ng", "yue");
    const mandarin = voice("Chinese (Mandarin, latin as English) espeak-ng", "cmn");
    expect(voiceFor([cantonese, mandarin], "zh-Hans")).toBe(mandarin);
    expect(voiceFor([cantonese], "zh-Hans")).toBeNull();
  });
});

describe("the system's engine", () => {
  class Utterance {
    readonly text: string;
    lang = "";
    voice: SpeechSynthesisVoice | null = null;
    constructor(text: string) {
      this.text = text;
    }
  }

  /** `deeds`: what the page's speech synthesis was told to do. */
  function watched(voices: readonly SpeechSynthesisVoice[] = []) {
    const events = new EventTarget();
    const deeds: string[] = [];
    let known = voices;
    const synthesis = {
      getVoices: () => [...known],
      addEventListener: events.addEventListener.bind(events),
      cancel: () => deeds.push("cancel"),
      speak: ({ text, lang, voice: by }: Utterance) =>
        deeds.push(`${text} ${lang} ${by?.name ?? "nobody"}`),
    };
    let asked = 0;
    const engine = engineFor(() => {
      asked += 1;
      return synthesis as unknown as SpeechSynthesis;
    });
    return {
      engine,
      deeds,
      asked: () => asked,
      come(voices: readonly SpeechSynthesisVoice[]) {
        known = voices;
        events.dispatchEvent(new Event("voiceschanged"));
      },
    };
  }

  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal("SpeechSynthesisUtterance", Utterance);
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it("is left alone until it is needed", () => {
    const { engine, asked } = watched();
    engine.hush();
    expect(asked()).toBe(0);
    engine.readiness("ja");
    engine.say("a", "ja");
    expect(asked()).toBe(1);
  });

  it("says in place of what is being said, by the language's voice", () => {
    const { engine, deeds } = watched([english, jtalk]);
    engine.say("ログイン", "ja");
    vi.advanceTimersByTime(restMs);
    engine.say("Sign in", "en");
    vi.advanceTimersByTime(restMs);
    engine.hush();
    expect(deeds).toEqual([
      "cancel",
      "ログイン ja nitech open-jtalk",
      "cancel",
      "Sign in en English (America) espeak-ng",
      "cancel",
    ]);
  });

  it("begins the last of texts that follow each other at once, and none after it was hushed", () => {
    const { engine, deeds } = watched([jtalk]);
    for (const key of ["a", "b", "c"]) {
      engine.say(key, "ja");
      vi.advanceTimersByTime(restMs - 1);
    }
    vi.advanceTimersByTime(1);
    engine.say("d", "ja");
    engine.hush();
    vi.advanceTimersByTime(restMs);
    const begun = deeds.filter((deed) => deed !== "cancel");
    expect(begun).toEqual(["c ja nitech open-jtalk"]);
    expect(deeds.at(-1)).toBe("cancel");
  });

  it("says nothing by the voice of another language", () => {
    const { engine, deeds } = watched([english]);
    engine.say("ログイン", "ja");
    vi.advanceTimersByTime(restMs);
    expect(deeds).toEqual(["cancel"]);
  });

  it("is ready when voices have come, and has none when there is none for the language", () => {
    const { engine, come } = watched();
    expect(engine.readiness("ja")).toBe("asking");
    come([english]);
    expect(engine.readiness("ja")).toBe("none");
    expect(engine.readiness("en")).toBe("ready");
  });

  it("has none when the system says nothing for 5 s, until voices come after all", async () => {
    const { engine, come } = watched();
    expect(engine.readiness("ja")).toBe("asking");
    await vi.advanceTimersByTimeAsync(5_000);
    expect(engine.readiness("ja")).toBe("none");
    come([jtalk]);
    expect(engine.readiness("ja")).toBe("ready");
  });
});
