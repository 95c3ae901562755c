import { mount } from "@vue/test-utils";
import { effectScope, ref } from "vue";
import type { EffectScope, Ref } from "vue";
import type { FieldKind } from "../../../../../renderer/features/keyboard/keyboard.ts";
import { useSpeech } from "../../../../../renderer/features/speech/speech.ts";
import { plain } from "../../../../../renderer/text/ruby.ts";
import { words } from "../../../../../renderer/text/words.ts";
import { watchedSpeech } from "../../../../fakes/watched-speech.ts";
import type { WatchedSpeech } from "../../../../fakes/watched-speech.ts";
import { screenWith } from "../../components/screen-with-fields.ts";
import type { ScreenUnderTest } from "../../components/screen-with-fields.ts";

/** The spoken guidance over a document of its own, and what is heard of it. */
export interface Listener {
  readonly on: Ref<boolean>;
  /** Of the screens. */
  readonly language: Ref<string>;
  readonly engine: WatchedSpeech;
  readonly scope: EffectScope;
  switchOn(): Promise<void>;
  /** What is said from now on, until all that `deed` caused has been drawn and said. */
  heard(deed: () => unknown): Promise<string[]>;
  /** The same, together with what came just before. */
  heardNow(deed: () => unknown): Promise<string[]>;
  screenOf(fields: Record<string, FieldKind>): Promise<ScreenUnderTest>;
  show(...parameters: Parameters<typeof mount>): ReturnType<typeof mount>;
  hide(wrapper: { unmount(): void }): void;
  /** Switched off, and nothing left in the document. */
  end(): void;
}

/** Starts the guidance, switched off, in Japanese. */
export function listener(): Listener {
  const on = ref(false);
  const language = ref("ja");
  const engine = watchedSpeech();
  const scope = effectScope();
  const opened = new Set<{ unmount(): void }>();
  scope.run(() => {
    useSpeech({
      chosen: () => on.value,
      language: () => language.value,
      words: () => words.speech,
      plain,
      engine,
    });
  });

  async function settled(): Promise<void> {
    for (let turn = 0; turn < 2; turn += 1) await new Promise((done) => setTimeout(done));
  }

  async function heardNow(deed: () => unknown): Promise<string[]> {
    const from = engine.said.length;
    await deed();
    await settled();
    return engine.said.slice(from).map(({ text }) => text);
  }

  return {
    on,
    language,
    engine,
    scope,
    async switchOn() {
      on.value = true;
      await settled();
    },
    async heard(deed) {
      await settled();
      return heardNow(deed);
    },
    heardNow,
    async screenOf(fields) {
      const screen = await screenWith(fields);
      opened.add(screen.wrapper);
      return screen;
    },
    show(component, options) {
      const wrapper = mount(component, { ...options, attachTo: document.body });
      opened.add(wrapper);
      return wrapper;
    },
    hide(wrapper) {
      opened.delete(wrapper);
      wrapper.unmount();
    },
    end() {
      scope.stop();
      for (const each of opened) each.unmount();
      opened.clear();
      document.body.replaceChildren();
    },
  };
}
