import { refused } from "../../../preload/contract/result.ts";
import { callersPath } from "../../command-line/callers-path.ts";
import type { Command, Ending, Given } from "../../command-line/command.ts";
import { fingerprintInWords, worded } from "../../command-line/refusal-words.ts";
import { bundleBank } from "../../compose/bundle-bank.ts";
import { commandAdapters } from "../../compose/command-adapters.ts";
import type { ServicePlace } from "../../compose/service-place.ts";
import { openServiceStores } from "../../compose/service-stores.ts";
import { dayFrom } from "../../core/domain/tokyo-day.ts";
import type { BrokenChain } from "../../core/operations/upkeep/write-chains-bundle.ts";
import { serviceEnded } from "./refusal-words.ts";

export const journalCommands: readonly Command<ServicePlace>[] = [
  {
    name: "journal bundle",
    operands: ["FILE"],
    options: {
      from: { value: "DAY", does: "the first day; the journal's first where none is given" },
      to: { value: "DAY", does: "the last day; the journal's last where none is given" },
    },
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

async function runBundle(
  place: ServicePlace,
  { operands: [file = ""], options }: Given,
): Promise<Ending> {
  const [from, to] = [options["from"], options["to"]].map((day) =>
    typeof day === "string" ? day : null,
  );
  for (const day of [from, to]) {
    if (typeof day === "string" && dayFrom(day) === null) {
      return serviceEnded(refused("day-form"), String);
    }
  }
  const opened = await openServiceStores(place, "command");
  if (!opened.ok) return serviceEnded(opened, String);
  await using stores = opened.value;
  const path = callersPath(file);
  const written = await bundleBank(stores, { from: from ?? null, to: to ?? null }, path);
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
