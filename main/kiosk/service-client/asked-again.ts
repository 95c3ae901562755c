import type { Verb } from "../../../preload/contract/channels.ts";
import type { ErrandOutcome } from "../../network/protocol.ts";

/** One pressing of a button: what the service is asked, under which id. */
export interface Press {
  readonly id: string;
  /** How its errand ended, where the service has not been told yet; the errand isn't done again. */
  readonly outcome: ErrandOutcome | undefined;
}

/**
 * The last press that ended without an answer. The service may have done it all the same, so that the same verb with the
 * same content goes under the same id again: then it is answered, not done twice.
 */
export interface AskedAgain {
  /** The press of this verb and content: the one without an answer again, or a new one. */
  press(verb: Verb, request: unknown): Press;
  /** It ended without an answer. */
  unanswered(verb: Verb, request: unknown, press: Press): void;
  answered(press: Press): void;
  /** Another user may be there from now on. */
  forget(): void;
}

/** Nothing is done by them, and they come at any time between two presses of a button. */
const doNothing: readonly Verb[] = ["readKiosk", "readWords", "prolong", "readStatus"];

/** `digest`: a keyed hash, as the content may be a password; `newId`: a UUID. */
export function makeAskedAgain(digest: (text: string) => string, newId: () => string): AskedAgain {
  let last: { readonly of: string; readonly press: Press } | null = null;
  const nameOf = (verb: Verb, request: unknown) => digest(JSON.stringify([verb, request]));
  return {
    press(verb, request) {
      const fresh = { id: newId(), outcome: undefined };
      if (doNothing.includes(verb)) return fresh;
      if (last?.of === nameOf(verb, request)) return last.press;
      // Another deed follows, so that the former one is over for its user.
      last = null;
      return fresh;
    },
    unanswered(verb, request, press) {
      if (!doNothing.includes(verb)) last = { of: nameOf(verb, request), press };
    },
    answered(press) {
      if (last?.press === press) last = null;
    },
    forget() {
      last = null;
    },
  };
}
