import type { Customer } from "../../domain/customer.ts";
import type { PasswordHasher } from "../../ports/password-hasher.ts";
import type { RegistryRows } from "../../ports/registry.ts";

/** Where a customer's password is kept. */
export type HashField = "loginPasswordHash" | "confirmationPasswordHash";

/**
 * Hashes a password that was just proven by `customer`'s hash again where that is of another cost than the kiosk's, as those
 * of an import may be. Answers what keeps it, to be run in the transaction that does what the password allows: a hash that
 * was changed since it was read stays, as does all else of the customer. Where the cost is the kiosk's it does nothing.
 */
export async function renewHash(
  hasher: PasswordHasher,
  customer: Customer,
  field: HashField,
  password: string,
): Promise<(rows: RegistryRows) => Promise<void>> {
  const proven = customer[field];
  if (!hasher.needsRehash(proven)) return () => Promise.resolve();
  // Outside of the transaction, as Argon2 takes its time.
  const renewed = await hasher.hash(password);
  return async (rows) => {
    const current = await rows.customerById(customer.id);
    if (current?.[field] === proven) await rows.updateCustomer({ ...current, [field]: renewed });
  };
}
