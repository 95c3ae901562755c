import { customerSecretKinds } from "../../../preload/contract/answers.ts";
import type { CustomerSecretKind } from "../../../preload/contract/answers.ts";
import { ok, refused } from "../../../preload/contract/result.ts";
import type { Result } from "../../../preload/contract/result.ts";
import { readHeader, readRecord } from "../../domain/customer-record.ts";
import type {
  CustomerRecord,
  Header,
  HeaderFault,
  RecordFault,
  WrittenPassword,
} from "../../domain/customer-record.ts";
import type { Customer } from "../../domain/customer.ts";
import type { CsvFault, CsvLine } from "../../ports/customer-file.ts";
import type { PasswordHasher } from "../../ports/password-hasher.ts";
import type { RegistryRows } from "../../ports/registry.ts";
import type { Parts } from "../operation.ts";

/** Why a line was refused. */
export type LineFault = RecordFault | CsvFault | "id-twice" | "login-id-taken" | "password-missing";

export interface FaultyLine {
  readonly line: number;
  readonly fault: LineFault;
}

/** `faulty`: how many lines were refused, of which `first` are told. */
export type ImportRefusal =
  | "no-customers"
  | { readonly header: HeaderFault | CsvFault }
  | { readonly faulty: number; readonly first: readonly FaultyLine[] };

/** How many customers were made, how many that there were already were written anew, how many plain passwords were hashed. */
export interface Imported {
  readonly added: number;
  readonly changed: number;
  readonly hashed: number;
}

const mostTold = 1_000;
/** Argon2id runs on the thread pool; more than it has threads would only wait. */
const hashedAtOnce = 8;

/**
 * Takes the customers of a file into the registry, known ones by their id: their tokens, mails and counters stay,
 * and an empty password keeps the one they have. Either every line is taken, or none and all that are wrong are told.
 *
 * Order of writes: one transaction, with one row of the journal. `onHashed` hears how far the hashing is.
 */
export async function importCustomers(
  parts: Pick<Parts, "registry" | "passwordHasher" | "clock">,
  lines: AsyncIterable<CsvLine>,
  onHashed: (done: number, all: number) => void,
): Promise<Result<Imported, ImportRefusal>> {
  try {
    return await parts.registry.transact(async (rows) => {
      const taken = await takeLines(rows, lines);
      const hashed = await hashPlain(rows, parts.passwordHasher, taken.plain, onHashed);
      const { added, changed } = taken;
      const detail = `added=${String(added)} changed=${String(changed)} hashed=${String(hashed)}`;
      const event = { at: parts.clock(), customerId: null, outcome: "done", detail } as const;
      await rows.appendJournal({ ...event, action: "customers-import" });
      return ok({ added, changed, hashed });
    });
  } catch (error) {
    if (error instanceof Refusal) return refused(error.refusal);
    throw error;
  }
}

/** Thrown within the transaction, as only that takes back what it wrote. */
class Refusal extends Error {
  readonly refusal: ImportRefusal;

  constructor(refusal: ImportRefusal) {
    super("The file is refused");
    this.refusal = refusal;
  }
}

/** A customer whose passwords are still to be hashed. */
interface Unhashed {
  readonly customer: Customer;
  readonly record: CustomerRecord;
}

interface Taken {
  readonly added: number;
  readonly changed: number;
  readonly plain: readonly Unhashed[];
}

async function takeLines(rows: RegistryRows, lines: AsyncIterable<CsvLine>): Promise<Taken> {
  let header: Header | null = null;
  const ids = new Set<string>();
  const first: FaultyLine[] = [];
  const plain: Unhashed[] = [];
  let [faulty, added, changed] = [0, 0, 0];
  for await (const read of lines) {
    if (header === null) {
      header = headerOf(read);
      continue;
    }
    const taken =
      "fault" in read ? refused(read.fault) : await take(rows, header, read.fields, ids);
    if (!taken.ok) {
      faulty += 1;
      if (first.length < mostTold) first.push({ line: read.line, fault: taken.refusal });
      continue;
    }
    if (taken.value.isNew) added += 1;
    else changed += 1;
    const { record } = taken.value;
    if (isPlain(record.loginPassword) || isPlain(record.confirmationPassword)) {
      plain.push(taken.value);
    }
  }
  if (faulty > 0) throw new Refusal({ faulty, first });
  if (added + changed === 0) throw new Refusal("no-customers");
  return { added, changed, plain };
}

function headerOf(read: CsvLine): Header {
  if ("fault" in read) throw new Refusal({ header: read.fault });
  const header = readHeader(read.fields);
  if (!header.ok) throw new Refusal({ header: header.refusal });
  return header.value;
}

/** Writes one line's customer; a plain password's hash comes later, when every line is known to be right. */
async function take(
  rows: RegistryRows,
  header: Header,
  fields: readonly string[],
  ids: Set<string>,
): Promise<Result<Unhashed & { readonly isNew: boolean }, LineFault>> {
  const read = readRecord(header, fields);
  if (!read.ok) return read;
  const record = read.value;
  const { id, loginId, name, kana, transferLimitYen } = record;
  if (ids.has(id)) return refused("id-twice");
  ids.add(id);
  const former = await rows.customerById(id);
  const namesake = await rows.customerByLoginId(loginId);
  if (namesake !== null && namesake.id !== id) return refused("login-id-taken");
  const loginPasswordHash = hashOf(record.loginPassword, former?.loginPasswordHash);
  const confirmationPasswordHash = hashOf(
    record.confirmationPassword,
    former?.confirmationPasswordHash,
  );
  if (loginPasswordHash === null || confirmationPasswordHash === null) {
    return refused("password-missing");
  }
  const passwords = { loginPasswordHash, confirmationPasswordHash };
  const customer: Customer = { id, loginId, name, kana, transferLimitYen, ...passwords };
  if (former === null) await rows.insertCustomer(customer);
  else await update(rows, former, customer);
  return ok({ customer, record, isNew: former === null });
}

async function update(rows: RegistryRows, former: Customer, customer: Customer): Promise<void> {
  if (former.loginId === customer.loginId) return rows.updateCustomer(customer);
  // Wrong tries are counted by login ID: another one unlocks nothing.
  const counted = new Map<CustomerSecretKind, number>();
  for (const kind of customerSecretKinds) {
    counted.set(kind, await rows.wrongTries(former.loginId, kind));
    await rows.setWrongTries(former.loginId, kind, 0);
  }
  await rows.updateCustomer(customer);
  for (const [kind, count] of counted) await rows.setWrongTries(customer.loginId, kind, count);
}

/** Of a plain one "", which opens nothing and is replaced before the transaction ends. */
function hashOf(written: WrittenPassword, former: string | undefined): string | null {
  if (written === null) return former ?? null;
  return isPlain(written) ? "" : written.hash;
}

function isPlain(written: WrittenPassword): written is { readonly plain: string } {
  return written !== null && "plain" in written;
}

/** Answers how many it hashed. */
async function hashPlain(
  rows: RegistryRows,
  hasher: PasswordHasher,
  unhashed: readonly Unhashed[],
  onHashed: (done: number, all: number) => void,
): Promise<number> {
  let hashed = 0;
  const hash = async (written: WrittenPassword, kept: string) => {
    if (!isPlain(written)) return kept;
    hashed += 1;
    return hasher.hash(written.plain);
  };
  for (let at = 0; at < unhashed.length; at += hashedAtOnce) {
    const batch = unhashed.slice(at, at + hashedAtOnce).map(async ({ customer, record }) => ({
      ...customer,
      loginPasswordHash: await hash(record.loginPassword, customer.loginPasswordHash),
      confirmationPasswordHash: await hash(
        record.confirmationPassword,
        customer.confirmationPasswordHash,
      ),
    }));
    for (const customer of await Promise.all(batch)) await rows.updateCustomer(customer);
    onHashed(Math.min(at + hashedAtOnce, unhashed.length), unhashed.length);
  }
  return hashed;
}
