import type { Customer } from "../../domain/customer.ts";
import type { CustomerRecord } from "../../domain/customer-record.ts";
import type { WrittenPassword } from "../../domain/written-password.ts";
import type { PasswordHasher } from "../../ports/cryptography.ts";
import type { RegistryRows } from "../../ports/registry.ts";

type Passwords = Pick<CustomerRecord, "loginPassword" | "confirmationPassword">;

/** A customer whose passwords are still to be hashed. */
export interface Unhashed {
  readonly customer: Customer;
  readonly record: Passwords;
}

/** Argon2id runs on the thread pool; more than it has threads would only wait. */
const hashedAtOnce = 8;

export function hasPlain({ loginPassword, confirmationPassword }: Passwords): boolean {
  return isPlain(loginPassword) || isPlain(confirmationPassword);
}

/**
 * The hash to store: for a plain password "", which matches no password and is replaced by {@link hashPlain}; null:
 * there is none.
 */
export function hashOf(written: WrittenPassword, former: string | undefined): string | null {
  if (written === null) return former ?? null;
  return isPlain(written) ? "" : written.hash;
}

/** Writes the hashes of plain passwords and answers their number; `onHashed` reports the progress. */
export async function hashPlain(
  rows: RegistryRows,
  hasher: Pick<PasswordHasher, "hash">,
  unhashed: readonly Unhashed[],
  onHashed: (done: number, all: number) => void,
): Promise<number> {
  let hashed = 0;
  const hash = async (written: WrittenPassword, present: string) => {
    if (!isPlain(written)) return present;
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

function isPlain(written: WrittenPassword): written is { readonly plain: string } {
  return written !== null && "plain" in written;
}
