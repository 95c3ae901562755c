import { refused } from "../../../preload/contract/result.ts";
import { callersPath } from "../../command-line/callers-path.ts";
import type { Command, Ending, Given } from "../../command-line/command.ts";
import { daysGiven, daysOptions } from "../../command-line/days-options.ts";
import { fingerprintInWords, worded } from "../../command-line/refusal-words.ts";
import { bundleBank } from "../../compose/bundle-bank.ts";
import { commandAdapters } from "../../compose/command-adapters.ts";
import type { ServicePlace } from "../../compose/service-place.ts";
import { openServiceStores } from "../../compose/service-stores.ts";
import type { BrokenChain } from "../../core/operations/upkeep/write-chains-bundle.ts";
import { serviceEnded } from "./refusal-words.ts";

export const journalCommands: readonly Command<ServicePlace>[] = [
  {
    name: "journal bundle",
    operands: ["FILE"],
    options: daysOptions,
    does: "writes the rows of all services and closed chains, checked and signed, for another machine",
    help: `Days of Japan, YYYY-MM-DD. The witnesses of these days go with them. Nothing is signed where a chain is broken, or lacks
what a witness has seen. Checked there by the kiosk's command: journal verify FILE --key FINGERPRINT. Row of the journal:
bundle-journal.
`,
    run: runBundle,
  },
  {
    name: "journal key",
    does: "tells the fingerprint of the key that signs the bank's bundles",
    run: runKey,
  },
];

async function runBundle(place: ServicePlace, given: Given): Promise<Ending> {
  const [file = ""] = given.operands;
  const days = daysGiven(given);
  if (!days.ok) return serviceEnded(days, String);
  const opened = await openServiceStores(place, "command");
  if (!opened.ok) return serviceEnded(opened, String);
  await using stores = opened.value;
  const path = callersPath(file);
  const written = await bundleBank(stores, days.value, path);
  if (written.ok) {
    return { exitCode: 0, said: `Written: ${path}, ${String(written.value)} rows` };
  }
  const { refusal } = written;
  return typeof refusal === "string"
    ? serviceEnded(refused(refusal), String)
    : { exitCode: 1, complained: brokenInWords(refusal) };
}

function brokenInWords({ chain, number, problem }: BrokenChain): string {
  if (problem !== "not-witnessed") {
    return `Nothing was signed. Chain ${chain}: ${worded({ row: number, problem })}`;
  }
  if (chain === "") return "Nothing was signed: a witness of the journal's chains was changed.";
  return `Nothing was signed: row ${String(number)} of chain ${chain}, which a witness has seen, is gone or another one.`;
}

async function runKey(place: ServicePlace): Promise<Ending> {
  const opened = await openServiceStores(place, "command");
  if (!opened.ok) return serviceEnded(opened, String);
  await using stores = opened.value;
  const { fingerprintOf } = commandAdapters.signatures;
  return { exitCode: 0, said: fingerprintInWords(fingerprintOf(stores.vault.publicKey())) };
}
