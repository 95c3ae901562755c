import { ok, refused } from "../../../../preload/contract/result.ts";
import type { Refused, Result } from "../../../../preload/contract/result.ts";
import { BrokenRecord } from "../../domain/registry-errors.ts";
import { hashWork } from "../../domain/written-password.ts";
import type { CsvFault, CustomerLine, HeaderFault } from "../../ports/customers-file.ts";
import type { Clock } from "../../ports/clock.ts";
import type { PasswordHasher } from "../../ports/cryptography.ts";
import type { Registry } from "../../ports/registry.ts";
import { hashPlain, hasPlain } from "./hash-passwords.ts";
import type { Unhashed } from "./hash-passwords.ts";
import { loginIdsOf } from "./login-ids.ts";
import { takeLine } from "./take-line.ts";
import type { LineFault, Taking } from "./take-line.ts";

export interface FaultyLine {
  readonly line: number;
  readonly fault: LineFault;
}

/** `faulty`: how many lines were refused, of which `first` are reported. */
export type ImportRefusal =
  | "no-customers"
  | { readonly header: HeaderFault | CsvFault }
  | { readonly faulty: number; readonly first: readonly FaultyLine[] };

/**
 * The numbers of customers who were added, of known customers who were written again, and of plain passwords that were
 * hashed; of customers whose limit isn't the file's, as it was stated before or a release bounds it; of those whose
 * limit was raised over a release's; of those with another 状態.
 */
export interface Imported {
  readonly added: number;
  readonly changed: number;
  readonly hashed: number;
  readonly limitsDiffering: number;
  readonly limitsRaised: number;
  readonly statusesChanged: number;
}

/** The dependencies and options of an import. */
interface ImportParts extends Pick<Taking, "config"> {
  readonly registry: Registry;
  readonly passwordHasher: Pick<PasswordHasher, "hash">;
  readonly clock: Clock;
}

export interface ImportWishes {
  /** The file's limits hold in any case, even above the limit that a release set. */
  readonly raiseLimits: boolean;
  /** Reports the progress of the hashing. */
  readonly onHashed: (done: number, all: number) => void;
}

const mostReported = 1_000;

type ReadLine = Exclude<CustomerLine, { readonly header: unknown }>;

/**
 * Imports the customers of a file into the registry, known ones by their id: their tokens, mails and counters stay, an
 * empty password keeps the present one, and a limit changes by {@link limitAfterImport}. Either every line is imported,
 * or none and all wrong ones are reported. The file is first read to its end into memory, some 400 bytes a customer, so
 * that the transaction works on rows alone.
 *
 * Order of writes: one transaction, with a row of the journal for each 状態 that changes and each limit that is raised
 * over a release's, and one for the file.
 */
export async function importCustomers(
  parts: ImportParts,
  lines: AsyncIterable<CustomerLine>,
  { raiseLimits, onHashed }: ImportWishes,
): Promise<Result<Imported, ImportRefusal>> {
  const { config, passwordHasher } = parts;
  const at = parts.clock();
  const read: ReadLine[] = [];
  for await (const line of lines) {
    if ("header" in line) return refused(line);
    read.push(line);
  }
  try {
    return await parts.registry.transact(async (rows) => {
      const loginIds = loginIdsOf(rows);
      const taken = await takeLines(read, { config, at, raiseLimits, rows, loginIds });
      const { unhashed, slowestHash, ...counts } = taken;
      await rows.noteHashWork(slowestHash);
      const hashed = await hashPlain(rows, passwordHasher, unhashed, onHashed);
      const imported = { ...counts, hashed };
      const event = { at, customerId: null, action: "customers-import", outcome: "done" } as const;
      await rows.appendJournal({ ...event, detail: detailOf(imported) });
      return ok(imported);
    });
  } catch (error) {
    if (error instanceof Refusal) return refused(error.refusal);
    throw error;
  }
}

function detailOf(imported: Imported): string {
  const { added, changed, hashed, limitsDiffering, limitsRaised, statusesChanged } = imported;
  const counts = { added, changed, hashed, "limits-kept": limitsDiffering };
  return Object.entries({ ...counts, "limits-raised": limitsRaised, statuses: statusesChanged })
    .map(([name, count]) => `${name}=${String(count)}`)
    .join(" ");
}

/** Thrown within the transaction, as only that rolls back its writes. */
class Refusal extends Error {
  readonly refusal: ImportRefusal;

  constructor(refusal: ImportRefusal) {
    super("The file is refused");
    this.refusal = refusal;
  }
}

type Taken = Omit<Imported, "hashed"> & {
  readonly unhashed: readonly Unhashed[];
  readonly slowestHash: number;
};

async function takeLines(lines: readonly ReadLine[], taking: Omit<Taking, "ids">): Promise<Taken> {
  const ids = new Set<string>();
  const first: FaultyLine[] = [];
  const unhashed: Unhashed[] = [];
  const counts = { added: 0, changed: 0, limitsDiffering: 0, limitsRaised: 0, statusesChanged: 0 };
  let faulty = 0;
  let slowestHash = 0;
  const refuse = (line: number, fault: LineFault) => {
    faulty += 1;
    if (first.length < mostReported) first.push({ line, fault });
  };
  for (const read of lines) {
    const { line } = read;
    if ("fault" in read) {
      refuse(line, read.fault);
      continue;
    }
    const { record } = read;
    const taken = await takeLine({ ...taking, ids }, record, line).catch(brokenLine);
    if (!taken.ok) {
      refuse(line, taken.refusal);
      continue;
    }
    const { former, customer, limit, changesStatus } = taken.value;
    counts[former === null ? "added" : "changed"] += 1;
    if (limit !== null) counts[limit === "differs" ? "limitsDiffering" : "limitsRaised"] += 1;
    if (changesStatus) counts.statusesChanged += 1;
    slowestHash = Math.max(slowestHash, hashWork(customer.loginPasswordHash));
    if (hasPlain(record)) unhashed.push({ customer, record });
  }
  for (const line of await taking.loginIds.settle()) refuse(line, { code: "login-id-taken" });
  first.sort((a, b) => a.line - b.line);
  if (faulty > 0) throw new Refusal({ faulty, first });
  if (counts.added + counts.changed === 0) throw new Refusal("no-customers");
  return { ...counts, unhashed, slowestHash };
}

/** The file is refused then, so that it doesn't matter how far the line was processed. */
function brokenLine(error: unknown): Refused<LineFault> {
  if (error instanceof BrokenRecord) return refused({ code: "record-broken" });
  throw error;
}
