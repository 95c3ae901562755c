import { verbs } from "../../../preload/contract/channels.ts";
import type { Verb } from "../../../preload/contract/channels.ts";
import type { KioskBridge } from "../../../preload/contract/operations.ts";
import type { Prepared } from "../cases/case.ts";
import { profile } from "../cases/values.ts";
import { wordsIn } from "./languages.ts";

/** Stands where the preload would put the bridge; imported before anything of the renderer. */

const always: Prepared = {
  readKiosk: { ok: true, value: profile },
  prolong: { ok: true, value: null },
  signOut: { ok: true, value: null },
  staffSignOut: { ok: true, value: null },
  cancelDraft: { ok: true, value: null },
};
let prepared: Prepared = {};

/** From now on these are the answers; a verb without one is a mistake in the case. */
export function prepare(answers: Prepared): void {
  prepared = answers;
}

/** Another's object, as it is after crossing the bridge: nobody else holds it. */
async function answerOf(verb: Verb): Promise<unknown> {
  const answer = prepared[verb] ?? always[verb];
  if (answer === undefined) throw new Error(`no answer prepared for ${verb}`);
  return answer === "awaited" ? new Promise(() => undefined) : structuredClone(answer);
}

const readWords: KioskBridge["readWords"] = async ({ language }) => ({
  ok: true,
  value: { words: wordsIn(language) },
});

Object.defineProperty(window, "kiosk", {
  value: {
    ...Object.fromEntries(verbs.map((verb) => [verb, () => answerOf(verb)])),
    readWords,
  },
});
