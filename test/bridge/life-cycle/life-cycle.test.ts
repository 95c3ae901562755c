import fc from "fast-check";
import { expect, test } from "vitest";
import { memoryRegistry } from "../../fakes/memory-registry.ts";
import { servedBank } from "../served-kiosk.ts";
import { commands, ways } from "./commands.ts";
import { newModel } from "./model.ts";

const cases = process.env["BRIDGE_CASES"];
/** Sequences of up to 60 commands each; one takes about 10 ms. Without a wish they are the same ones each time. */
const runs = cases === undefined ? { numRuns: 400, seed: 2026 } : { numRuns: Number(cases) };

/** What the sequences must have come across to have told anything. */
const milestones = [
  ...[
    "signIn: ok nothing",
    "signIn: ok code",
    "signIn: credentials",
    "signIn: locked loginPassword",
  ],
  ...["signIn: locked oneTimePassword", "proveCode: ok", "proveCode: fields oneTimePassword"],
  ...[
    "proveCode: locked oneTimePassword",
    "draftIssue: ok",
    "draftIssue: unavailable reissue-waits",
  ],
  ...["confirmIssue: ok", "confirmIssue: no-draft", "confirmIssue: locked confirmationPassword"],
  ...["showSetupCode: ok", "showSetupCode: locked startPassword", "startToken: ok"],
  ...["showSetupCode: setup-code-withheld spent", "showSetupCode: setup-code-withheld expired"],
  ...[
    "startToken: fields oneTimePassword",
    "startToken: unavailable suspended",
    "releaseToken: ok",
  ],
  ...["releaseToken: fields oneTimePassword", "releaseToken: locked confirmationPassword"],
];

test(
  "no sequence of verbs at two kiosks skips a password, a code, a wait or a lock",
  async () => {
    const seen = new Set<string>();
    const sequence = fc.commands([...commands], { maxCommands: 60, size: "max" });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...ways), sequence, async (way, further) => {
        const registry = memoryRegistry();
        const bank = await servedBank(registry);
        const kiosks = [bank.kiosk(), bank.kiosk()];
        await fc.asyncModelRun(
          () => ({ model: newModel(bank.clock()), real: { registry, bank, kiosks, seen } }),
          [...way, ...further],
        );
      }),
      runs,
    );
    expect(milestones.filter((milestone) => !seen.has(milestone))).toEqual([]);
  },
  30_000 + runs.numRuns * 200,
);
