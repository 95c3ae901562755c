import { expect, test } from "vitest";
import { verbs } from "../../preload/contract/channels.ts";
import { goodRequest } from "./good-requests.ts";
import { seededInMemory, servedBank } from "./served-kiosk.ts";
import { kioskIn, states } from "./states.ts";

test.each(verbs)(
  "%s does what it is asked in one of them, so that nonsense could, too",
  async (verb) => {
    const done = await Promise.all(
      states.map(async (state) => {
        const bank = await servedBank(await seededInMemory());
        const kiosk = await kioskIn(bank, state);
        return (await kiosk.call(verb, await goodRequest(bank, verb))).ok;
      }),
    );
    expect(done).toContain(true);
  },
);
