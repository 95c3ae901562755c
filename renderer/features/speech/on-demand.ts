import { getCurrentScope, watch } from "vue";
import { untilRead } from "../../composables/until-read.ts";
import type { SpeechOptions } from "./speech.ts";

const readSpeech = untilRead(() => import("./speech.ts"));

/** The spoken guidance, which isn't set up before a customer first chooses it. */
export function useSpeechOnDemand(options: SpeechOptions): void {
  const scope = getCurrentScope();
  let asked = false;
  watch(options.chosen, async (chosen) => {
    if (!chosen || asked) return;
    asked = true;
    const { useSpeech } = await readSpeech();
    // The page may have been left meanwhile.
    if (scope?.active !== true) return;
    scope.run(() => {
      useSpeech(options);
    });
  });
}
