import { ok, refused } from "../../../../preload/contract/result.ts";
import type { Brand } from "../../../config/config.ts";
import type { Operation } from "../operation.ts";

/**
 * The screens' texts in one of the languages that `readKiosk` offers. It reads nothing but what was read at start, and
 * writes nothing; nobody needs to be signed in, and it doesn't postpone a session's end.
 */
export function makeReadWords({ languages }: Brand): Operation<"readWords"> {
  return async ({ language }) => {
    const found = languages.find(({ code }) => code === language);
    return found === undefined ? refused({ code: "malformed" }) : ok({ words: found.words });
  };
}
