import type { FieldsRefusal } from "../../../../preload/contract/refusals.ts";
import type { Request } from "../../../../preload/contract/requests.ts";
import { ok, refused } from "../../../../preload/contract/result.ts";
import type { Result } from "../../../../preload/contract/result.ts";
import { spanOf } from "../../domain/journal-search.ts";
import type { Days, JournalFilter } from "../../domain/journal-search.ts";
import { dayFrom } from "../../domain/tokyo-day.ts";
import type { Registry } from "../../ports/registry.ts";

/** One day or, for an empty text, all days. */
export function daysOf(written: string): Result<Days, FieldsRefusal> {
  if (written === "") return ok({ from: null, to: null });
  if (dayFrom(written) !== null) return ok({ from: written, to: written });
  return refused({ code: "fields", fields: { day: "not-a-day" } });
}

/** The search of KST007 as a filter; null: it is about an unknown customer, so that no row matches. */
export async function filterOf(
  registry: Registry,
  { day, customer, staffId, kind }: Request<"exportJournal">,
): Promise<Result<JournalFilter | null, FieldsRefusal>> {
  const days = daysOf(day);
  if (!days.ok) return days;
  const known = customer === "" ? null : await customerIdOf(registry, customer.trim());
  if (known === null && customer !== "") return ok(null);
  return ok({
    ...spanOf(days.value),
    customerId: known,
    staffId: staffId.trim() || null,
    action: kind || null,
  });
}

/** The customer with the whole ログインID or ユーザID; null: none. Rows about a broken record must be found, too. */
function customerIdOf(registry: Registry, searched: string): Promise<string | null> {
  return registry.read(async (rows) => {
    const found = await rows.findCustomers(searched, 2);
    const customer = found.find(({ loginId }) => loginId === searched);
    return customer?.id ?? (await rows.customerOfToken(searched));
  });
}
