import { ok, refused } from "../../preload/contract/result.ts";
import type { Result } from "../../preload/contract/result.ts";
import { commandAdapters } from "../compose/command-adapters.ts";
import { anchorOf } from "../compose/command-place.ts";
import type { KioskPlace } from "../compose/command-place.ts";
import { openStores } from "../compose/open-stores.ts";
import type { Stores } from "../compose/open-stores.ts";
import type { BundleReport, ChainReport } from "../core/domain/bundle-header.ts";
import type { ChainProblem, Older } from "../core/domain/journal-chain.ts";
import { spanOf } from "../core/domain/journal-search.ts";
import type { Days } from "../core/domain/journal-search.ts";
import { writtenTime } from "../core/domain/tokyo-day.ts";
import { journalledExport } from "../core/operations/upkeep/journalled-export.ts";
import { writeJournalBundle } from "../core/operations/upkeep/write-journal-bundle.ts";
import { writeJournalFile } from "../core/operations/upkeep/write-journal-file.ts";
import type { Append } from "../core/ports/files.ts";
import { checkBundleFile } from "./bundle-file.ts";
import { callersPath } from "./callers-path.ts";
import { ended } from "./command.ts";
import type { Command, Ending, Given } from "./command.ts";
import { daysGiven, daysOptions } from "./days-options.ts";
import { fingerprintInWords } from "./refusal-words.ts";
import type { CommandRefusal } from "./refusal-words.ts";

const { hash, journalFile, writeNewFile } = commandAdapters;
const { fingerprintOf } = commandAdapters.signatures;

export const journalExportCommands: readonly Command[] = [
  {
    name: "journal export",
    operands: ["FILE"],
    options: daysOptions,
    does: "writes the journal's rows as CSV, the newest first; days of Japan, YYYY-MM-DD",
    run: runExport,
  },
  {
    name: "journal bundle",
    operands: ["FILE"],
    options: daysOptions,
    does: "writes the journal's rows, checked and signed, for another machine",
    run: runBundle,
  },
  {
    name: "journal key",
    does: "tells the fingerprint of the key that signs bundles here",
    run: runKey,
  },
  {
    name: "journal verify",
    operands: ["BUNDLE"],
    options: { key: { value: "FINGERPRINT", does: "whose signature it must have" } },
    does: "checks a bundle on any machine, and that this key has signed it",
    runAnywhere: runVerifyBundle,
  },
];

async function runExport(place: KioskPlace, given: Given): Promise<Ending> {
  return exported(place, given, "export-journal", async ({ registry }, days, append) => {
    const filter = { ...spanOf(days), customerId: null, staffId: null, action: null };
    return ok(await writeJournalFile(registry, journalFile, filter, append));
  });
}

async function runBundle(place: KioskPlace, given: Given): Promise<Ending> {
  const remembered = await anchorOf(place).read();
  if (!remembered.ok) return ended(remembered, String);
  return exported(place, given, "bundle-journal", async ({ registry, vault }, days, append) => {
    const made = { journal: registry, vault, hash, at: place.clock() };
    const parts = { ...made, kiosk: place.config.kiosk.name, anchor: remembered.value };
    const rows = await writeJournalBundle(parts, days, append);
    if (rows.ok) return rows;
    const broken = { code: "journal-broken" } as const;
    if ("missing" in rows.refusal) return refused({ ...broken, ...rows.refusal });
    const { number, problem } = rows.refusal;
    return refused({ ...broken, row: number, problem });
  });
}

/** Why nothing was signed. */
type Unsigned = { readonly code: "journal-broken" } & (
  Older | { readonly row: number; readonly problem: ChainProblem }
);

async function exported(
  place: KioskPlace,
  given: Given,
  action: "export-journal" | "bundle-journal",
  write: (stores: Stores, days: Days, append: Append) => Promise<Result<number, Unsigned>>,
): Promise<Ending> {
  const [file = ""] = given.operands;
  const days = daysGiven(given);
  if (!days.ok) return ended(days, String);
  const opened = await openStores(place, { for: "writing" });
  if (!opened.ok) return ended(opened, String);
  await using stores = opened.value;
  const event = { at: place.clock(), customerId: null, action };
  const path = callersPath(file);
  const written = await journalledExport(stores.registry, event, "by=command-line", () =>
    writeNewFile(path, (append) => write(stores, days.value, append)),
  );
  return ended<number>(written, (rows) => `Written: ${path}, ${String(rows)} rows`);
}

async function runKey(place: KioskPlace): Promise<Ending> {
  const opened = await openStores(place, { for: "reading" });
  if (!opened.ok) return ended(opened, String);
  await using stores = opened.value;
  const publicKey = stores.vault.publicKey();
  return { exitCode: 0, said: fingerprintInWords(fingerprintOf(publicKey)) };
}

async function runVerifyBundle({ operands: [file = ""], options }: Given): Promise<Ending> {
  const key = textOf(options["key"])?.toLowerCase().replaceAll(/[\s:]/g, "") ?? null;
  if (key !== null && !/^[0-9a-f]{64}$/.test(key)) return ended(refused("key-form"), String);
  return ended(await provenBundle(callersPath(file), key), (report) => {
    const signed = fingerprintInWords(fingerprintOf(report.publicKey));
    const signer =
      key === null
        ? `Signed by the key ${signed}
This proves that nothing was changed since then, not who signed it: compare the key with what
"journal key" says at the kiosk, or give that as --key.`
        : "Signed by the key that was given.";
    return `${inWords(report)}\n${signer}`;
  });
}

async function provenBundle(
  file: string,
  key: string | null,
): Promise<Result<BundleReport, CommandRefusal>> {
  const checked = await checkBundleFile(file);
  if (checked.ok) {
    const signed = fingerprintOf(checked.value.publicKey);
    return key === null || key === signed ? checked : refused({ otherKey: signed });
  }
  const { refusal } = checked;
  if (typeof refusal === "string") return refused(refusal);
  const { row, ...more } = refusal;
  return refused({ bundleRow: row, ...more });
}

/** The rows of a valid bundle, and that they may be a part of the journal. */
function inWords({ kiosk, at, from, to, chains, witnesses }: BundleReport): string {
  const period =
    from === null && to === null ? "" : `, from ${from ?? "the first"} to ${to ?? "the last"}`;
  const made = `${period}; kiosk ${kiosk}, as of ${writtenTime(at)} in Japan.`;
  const [only] = chains;
  if (only?.chain === "") return `Whole: ${rowsInWords(only)}${made}`;
  const lines = chains.map((each) => `  ${each.chain}: ${rowsInWords(each)}`);
  const seen = `${String(chains.length)} chains, with ${String(witnesses)} witnesses of them`;
  return [`Whole: ${seen}${made}`, ...lines].join("\n");
}

function rowsInWords({ first, last, count }: ChainReport): string {
  return first === null || last === null
    ? `no row of ${String(count)}`
    : `rows ${String(first)} to ${String(last)} of ${String(count)}`;
}

function textOf(option: string | boolean | undefined): string | null {
  return typeof option === "string" ? option : null;
}
