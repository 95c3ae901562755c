import { ok, refused } from "../../../../preload/contract/result.ts";
import type { Result } from "../../../../preload/contract/result.ts";
import type { CustomersFile } from "../../ports/customers-file.ts";
import type { CustomerReader, ListedCustomer } from "../../ports/registry.ts";
import type { Append } from "../../ports/files.ts";

const rowsAtOnce = 1_000;

/**
 * Writes every customer in the order of their ids; answers their number. Other processes can write meanwhile: the data
 * of each customer are of one moment, but not those of all customers of the same moment. `canWrite`: whether the file's
 * encoding has all characters of a text.
 */
export async function writeCustomersFile(
  registry: CustomerReader,
  file: Pick<CustomersFile, "header" | "line">,
  append: Append,
  canWrite: (text: string) => boolean,
): Promise<Result<number, { readonly code: "character-lacking"; readonly customerId: string }>> {
  await append(file.header());
  let count = 0;
  for (let last: string | null = null; ;) {
    const page: readonly ListedCustomer[] = await registry.listCustomers(last, rowsAtOnce);
    if (page.length === 0) return ok(count);
    for (const customer of page) {
      const line = file.line(customer);
      if (!canWrite(line)) {
        return refused({ code: "character-lacking", customerId: customer.id });
      }
      await append(line);
    }
    count += page.length;
    last = page.at(-1)?.id ?? null;
  }
}
