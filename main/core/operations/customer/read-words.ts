import { ok, refused } from "../../../../preload/contract/result.ts";
import type { Brand } from "../../../config/config.ts";
import type { Operation } from "../operation.ts";

/**
 * The screens' texts in one of the languages that `readKiosk` offers. It reads only the texts loaded at start, and
 * writes nothing; it needs no session, and doesn't postpone a session's end.
 */
export function makeReadWords({ languages }: Brand): Operation<"readWords"> {
  return async ({ language }) => {
    const found = languages.find(({ code }) => code === language);
    return found === undefined ? refused({ code: "malformed" }) : ok({ words: found.words });
  };
}
