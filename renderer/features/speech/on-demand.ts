import { getCurrentScope, watch } from "vue";
import type { SpeechOptions } from "./speech.ts";

/** The spoken guidance, which isn't set up before a customer first chooses it. */
export function useSpeechOnDemand(options: SpeechOptions): void {
  const scope = getCurrentScope();
  let asked = false;
  watch(options.chosen, async (chosen) => {
    if (!chosen || asked) return;
    asked = true;
    const { useSpeech } = await import("./speech.ts");
    // The page may have been left meanwhile.
    if (scope?.active !== true) return;
    scope.run(() => {
      useSpeech(options);
    });
  });
}
