import { ok, refused } from "../../../../preload/contract/result.ts";
import type { Result } from "../../../../preload/contract/result.ts";
import { csvLine } from "../../domain/csv.ts";
import { columnNames, tokenColumns } from "../../domain/customer-columns.ts";
import { writtenStatus } from "../../domain/customer-status.ts";
import type { TokenState } from "../../domain/token.ts";
import { writtenTime } from "../../domain/tokyo-day.ts";
import type { CustomerReader, ListedCustomer } from "../../ports/registry.ts";
import type { Append } from "../../ports/write-new-file.ts";

/** What an import takes but the passwords, and how each stands with their token. */
const header = [
  ...(["id", "loginId", "name", "kana", "transferLimitYen", "status"] as const),
].map<string>((column) => columnNames[column][0]);

const registrations: Readonly<Record<TokenState, string>> = {
  issued: "トークン発行済",
  "in-use": "利用中",
  suspended: "利用停止",
  released: "利用解除済",
  replaced: "未発行", // is nobody's current one
};

const rowsAtOnce = 1_000;

/**
 * Every customer in the order of their ids; answers how many. Others go on writing meanwhile: each customer is told as
 * of one moment, but not all as of the same. `canWrite`: whether the file's encoding has all of a text's characters.
 */
export async function writeCustomersCsv(
  registry: CustomerReader,
  append: Append,
  canWrite: (text: string) => boolean,
): Promise<Result<number, { readonly code: "character-lacking"; readonly customerId: string }>> {
  await append(csvLine([...header, ...tokenColumns]));
  let count = 0;
  for (let last: string | null = null; ;) {
    const page: readonly ListedCustomer[] = await registry.listCustomers(last, rowsAtOnce);
    if (page.length === 0) return ok(count);
    for (const customer of page) {
      const line = csvLine(cellsOf(customer));
      if (!canWrite(line)) {
        return refused({ code: "character-lacking", customerId: customer.id });
      }
      await append(line);
    }
    count += page.length;
    last = page.at(-1)?.id ?? null;
  }
}

function cellsOf({ id, loginId, name, kana, transferLimitYen, status, token }: ListedCustomer) {
  const customer = [id, loginId, name, kana, transferLimitYen, writtenStatus(status)];
  if (token === null) return [...customer, "未発行", null, null, null, null];
  const { issuedAt, startedAt, releasedAt } = token;
  const times = [issuedAt, startedAt, releasedAt].map((at) => at && writtenTime(at));
  return [...customer, registrations[token.state], token.userId, ...times];
}
