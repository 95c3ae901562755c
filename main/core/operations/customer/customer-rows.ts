import type { Customer } from "../../domain/customer.ts";
import type { Token } from "../../domain/token.ts";
import type { RegistryRows } from "../../ports/registry.ts";

/** The customer of a session and their token, read in the transaction of `rows`. */
export async function customerAndToken(
  rows: RegistryRows,
  customerId: string,
): Promise<{ readonly customer: Customer; readonly token: Token | null }> {
  const customer = await rows.customerById(customerId);
  if (customer === null) throw new Error("The customer of this session is not in the registry");
  return { customer, token: await rows.currentToken(customerId) };
}
