import type { Customer } from "../../domain/customer.ts";
import type { PasswordHasher } from "../../ports/cryptography.ts";
import type { RegistryRows } from "../../ports/registry.ts";

/** The field that holds a customer's password. */
export type HashField = "loginPasswordHash" | "confirmationPasswordHash";

/**
 * Hashes a password that `customer`'s hash has just verified again, if that hash is of another cost than the kiosk's,
 * as hashes of an import may be. Answers a function that stores the new hash, for the transaction of the action that
 * the password allows: it does nothing if the hash was changed since it was read, and changes nothing else of the
 * customer. Where the cost is the kiosk's it does nothing.
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
