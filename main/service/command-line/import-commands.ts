import { refused } from "../../../preload/contract/result.ts";
import { openAsker } from "../../command-line/ask.ts";
import { callersPath } from "../../command-line/callers-path.ts";
import type { Command, Ending, Given } from "../../command-line/command.ts";
import { readEscrow } from "../../command-line/keys-escrow-commands.ts";
import { importKiosk } from "../../compose/import-kiosk.ts";
import type { ImportRefusal } from "../../compose/import-kiosk.ts";
import type { ServicePlace } from "../../compose/service-place.ts";
import { openServiceStores } from "../../compose/service-stores.ts";
import { serviceEnded } from "./refusal-words.ts";

/** Ids that are told of each kind. */
const mostTold = 20;

export const importCommands: readonly Command<ServicePlace>[] = [
  {
    name: "import-kiosk",
    operands: ["BACKUP"],
    options: {
      escrow: { value: "FILE", does: "the escrow of the kiosk's keys (keys escrow); needed" },
      name: { value: "NAME", does: "the kiosk's name for its closed chain; without it: kiosk" },
    },
    does: "takes the registry of a kiosk of its own over into the bank's database",
    help: `BACKUP: a sealed backup of a stopped kiosk (backup). The escrow's passphrase is asked for, or read from standard input.
All of it is verified first, and compared with the bank's: customers, user IDs and staff that both have are told, and
nothing is done then. Else all is one transaction: secrets are sealed under the service's ring, user IDs stay and the
counter goes on after the greatest, the journal stays as a closed chain. Row of the journal: customers-import.
`,
    run: runImport,
  },
];

async function runImport(
  place: ServicePlace,
  { operands: [backup = ""], options }: Given,
): Promise<Ending> {
  const { escrow: escrowFile, name } = options;
  if (typeof escrowFile !== "string") {
    return { exitCode: 1, complained: "The kiosk's keys are missing: --escrow FILE" };
  }
  const escrow = await readEscrow(callersPath(escrowFile));
  if (!escrow.ok) return serviceEnded(escrow, String);
  using asker = openAsker();
  const passphrase = await asker.ask("The escrow's passphrase (it isn't shown)", "secret");
  if (passphrase === null) return serviceEnded(refused("input-ended"), String);
  const opened = await openServiceStores(place, "command");
  if (!opened.ok) return serviceEnded(opened, String);
  await using stores = opened.value;
  const taken = await importKiosk(stores, {
    ...{ backup: callersPath(backup), escrow: escrow.value, passphrase, at: stores.clock() },
    kiosk: typeof name === "string" ? name : "kiosk",
  });
  if (!taken.ok) return complaint(taken.refusal);
  const { customers, tokens, staff, mails, journalRows } = taken.value;
  const counts = [
    ...[`${String(customers)} customers`, `${String(tokens)} tokens`, `${String(staff)} staff`],
    ...[`${String(mails)} mails`, `${String(journalRows)} rows of the journal`],
  ];
  return { exitCode: 0, said: `Taken over: ${counts.join(", ")}.` };
}

const plain = {
  "backup-damaged": "The backup can't be read.",
  "backup-newer": "A newer version of the kiosk has made the backup.",
  "backup-of-other-keys": "The backup isn't sealed under the keys of this escrow, or was changed.",
} as const;

function complaint(refusal: ImportRefusal): Ending {
  if (typeof refusal !== "string") return { exitCode: 1, complained: whatIsThere(refusal) };
  if (refusal === "backup-damaged" || refusal === "backup-newer") {
    return { exitCode: 1, complained: plain[refusal] };
  }
  if (refusal === "backup-of-other-keys") return { exitCode: 1, complained: plain[refusal] };
  return serviceEnded(refused(refusal), String);
}

function whatIsThere(refusal: Exclude<ImportRefusal, string>): string {
  if ("broken" in refusal) {
    const what = refusal.broken === "journal" ? "journal, at row" : "record of the customer";
    return `Not as the kiosk wrote it: ${what} ${refusal.of}.`;
  }
  const { loginIds, userIds, staffIds } = refusal.collisions;
  const told = [
    ...[lineOf("Customers", loginIds), lineOf("User IDs", userIds), lineOf("Staff", staffIds)],
  ].filter((line) => line !== "");
  return ["The bank has these already, so nothing was done:", ...told].join("\n");
}

function lineOf(name: string, ids: readonly string[]): string {
  if (ids.length === 0) return "";
  const more = ids.length > mostTold ? ` and ${String(ids.length - mostTold)} more` : "";
  return `${name.padEnd(9)}  ${ids.slice(0, mostTold).join(" ")}${more}`;
}
