import { refused } from "../../preload/contract/result.ts";
import type { Result } from "../../preload/contract/result.ts";
import { commandAdapters } from "../compose/command-adapters.ts";
import type { KioskPlace } from "../compose/command-place.ts";
import { openStores } from "../compose/open-stores.ts";
import { writeCustomersFile } from "../core/operations/upkeep/write-customers-file.ts";
import { journalledExport } from "../core/operations/upkeep/journalled-export.ts";
import type { CustomersFile } from "../core/ports/customers-file.ts";
import { callersPath } from "./callers-path.ts";
import { ended } from "./command.ts";
import type { Command, Ending, Given } from "./command.ts";
import { exportHelp } from "./customers-help.ts";
import type { CommandRefusal } from "./refusal-words.ts";

export const customersExportCommands: readonly Command[] = [
  {
    name: "customers export",
    operands: ["FILE.csv"],
    options: {
      encoding: { value: "utf8|cp932", does: "the file's encoding; utf8 where none is given" },
    },
    does: "writes all customers and how each stands, without secrets; also while the kiosk runs",
    help: exportHelp,
    run: runExport,
  },
];

async function runExport(
  place: KioskPlace,
  { operands: [name = ""], options: { encoding = "utf8" } }: Given,
): Promise<Ending> {
  if (encoding !== "utf8" && encoding !== "cp932")
    return ended(refused("encoding-unknown"), String);
  const file = callersPath(name);
  const written = await exportTo(place, file, encoding);
  return ended(written, (rows) => `Written: ${file}, ${String(rows)} customers`);
}

async function exportTo(
  place: KioskPlace,
  file: string,
  encoding: keyof CustomersFile["encodings"],
): Promise<Result<number, CommandRefusal>> {
  const opened = await openStores(place, { for: "writing" });
  if (!opened.ok) return opened;
  await using stores = opened.value;
  const { registry } = stores;
  const { customersFile, newFileWriter } = commandAdapters;
  const { mark, encode } = customersFile.encodings[encoding];
  const canWrite = (text: string) => encode(text) !== null;
  const event = { at: place.clock(), customerId: null, action: "customers-export" } as const;
  return await journalledExport(registry, event, `by=command-line encoding=${encoding}`, () =>
    newFileWriter((text) => encode(text) ?? lacking())(file, async (append) => {
      await append(mark);
      return writeCustomersFile(registry, customersFile, append, canWrite);
    }),
  );
}

function lacking(): never {
  throw new Error("A character is written that the encoding lacks");
}
