import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { openRegistry } from "../../../main/registry/sqlite/open-registry.ts";
import type { OpenedRegistry } from "../../../main/core/ports/registry.ts";
import { temporaryFolder } from "../../contract/temporary-folder.ts";
import { newDatabase } from "../../postgresql/database.ts";
import { networkBank } from "../network-bank.ts";
import { seededInMemory, servedBank } from "../served-kiosk.ts";
import type { ServedBank } from "../served-kiosk.ts";
import { commands, ways } from "./commands.ts";
import { newModel } from "./model.ts";

const cases = process.env["BRIDGE_CASES"];
/** Sequences of up to 60 commands each; one takes about 10 ms. Without a wish they are the same ones each time. */
const runs = cases === undefined ? { numRuns: 600, seed: 2026 } : { numRuns: Number(cases) };

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
  ...["staffSignIn: ok", "staffSignIn: staff-credentials", "staffSignIn: locked pin"],
  "staffSignIn: pin-waits 1",
  ...["unlock: ok", "unlock: forbidden", "unlock: staff-signed-out"],
  ...["unlock: not-possible not-locked", "allowSetupCode: ok", "resendMail: ok"],
  ...["allowSetupCode: not-possible not-issued", "allowSetupCode: not-possible still-allowed"],
  ...["resendMail: not-possible mail-waits", "resendMail: not-possible no-such-mail"],
  ...["releaseForCustomer: ok", "releaseForCustomer: fields approverId"],
  ...["releaseForCustomer: fields approverPin", "releaseForCustomer: locked pin"],
  ...["closeForCleaning: ok", "readKiosk: ok closed", "signIn: signed-out"],
];

/** One sequence in 20 runs over the registry that kiosks have, one in 100 at kiosks of a bank's network. */
const homes = fc.oneof(
  { weight: 94, arbitrary: fc.constant("memory" as const) },
  { weight: 5, arbitrary: fc.constant("SQLite" as const) },
  { weight: 1, arbitrary: fc.constant("network" as const) },
);

interface Home {
  readonly registry: OpenedRegistry;
  readonly bank: ServedBank;
  close(): Promise<void>;
}

async function newHome(kind: "memory" | "SQLite" | "network"): Promise<Home> {
  if (kind === "network") return networkBank(await newDatabase());
  const registry = kind === "memory" ? await seededInMemory() : await newSqlite();
  return { registry, bank: await servedBank(registry), close: () => registry.close() };
}

async function newSqlite(): Promise<OpenedRegistry> {
  const opened = await openRegistry(join(temporaryFolder(), "registry.sqlite"));
  if (!opened.ok) throw new Error(opened.refusal);
  return opened.value;
}

test(
  "no sequence of verbs at two kiosks skips a password, a code, a wait or a lock",
  async () => {
    const seen = new Set<string>();
    const sequence = fc.commands([...commands], { maxCommands: 60, size: "max" });
    await fc.assert(
      fc.asyncProperty(homes, fc.constantFrom(...ways), sequence, async (kind, way, further) => {
        const { registry, bank, close } = await newHome(kind);
        const kiosks = [bank.kiosk(), bank.kiosk()];
        await fc.asyncModelRun(
          () => ({ model: newModel(bank.clock()), real: { registry, bank, kiosks, seen } }),
          [...way, ...further],
        );
        await close();
      }),
      runs,
    );
    expect(milestones.filter((milestone) => !seen.has(milestone))).toEqual([]);
  },
  60_000 + runs.numRuns * 2_000,
);
