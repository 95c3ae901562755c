import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { expect, test } from "vitest";
import { memoryRegistry } from "../fakes/memory-registry.ts";
import { expectNoLeak, expectTyped } from "./answers.ts";
import { hostilities } from "./hostile-requests.ts";
import { servedBank } from "./served-kiosk.ts";
import { goodRequest, kioskIn } from "./states.ts";

const cases = Number(process.env["BRIDGE_CASES"] ?? 500);
const verb = "releaseForCustomer";

test(
  "nonsense sent while staff are signed in releases nothing, and the right request does",
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(hostilities, { minLength: 1, maxLength: 4 }), async (all) => {
        const registry = memoryRegistry();
        const bank = await servedBank(registry);
        const kiosk = await kioskIn(bank, "in-use");
        const good = await goodRequest(bank, verb);
        await kiosk.call("staffSignIn", { staffId: "100001", pin: "624813" });
        const before = structuredClone(registry.contents());
        for (const hostility of all) {
          const sent = hostility.of(good);
          if (isDeepStrictEqual(sent, good)) continue;
          const answer = await kiosk.call(verb, sent);
          expect(answer.ok).toBe(false);
          expectTyped(verb, answer);
          expectNoLeak(verb, answer, kiosk.log.entries);
        }
        const { customers, tokens, outbox } = registry.contents();
        expect({ customers, tokens, outbox }).toEqual({
          customers: before.customers,
          tokens: before.tokens,
          outbox: before.outbox,
        });
        expect(await kiosk.call(verb, good)).toMatchObject({ ok: true });
      }),
      { numRuns: Math.ceil(cases / 2) },
    );
  },
  20_000 + cases * 20,
);
