import type { FieldsRefusal } from "../../../preload/contract/refusals.ts";
import type { Request } from "../../../preload/contract/requests.ts";
import { ok, refused } from "../../../preload/contract/result.ts";
import type { Result } from "../../../preload/contract/result.ts";
import type { JournalFilter } from "../../domain/journal-search.ts";
import { dayFrom, startOfTokyoDay } from "../../domain/tokyo-day.ts";
import type { Registry } from "../../ports/registry.ts";

/** The day's begin and end in Japan; an empty text is any day. */
export function spanOf(written: string): Result<Pick<JournalFilter, "from" | "to">, FieldsRefusal> {
  if (written === "") return ok({ from: null, to: null });
  const day = dayFrom(written);
  if (day === null) return refused({ code: "fields", fields: { day: "not-a-day" } });
  return ok({ from: startOfTokyoDay(day), to: startOfTokyoDay(day + 1) });
}

/** What KST007 asks for as a filter; null: about a customer whom nobody knows, so that no row fits. */
export async function filterOf(
  registry: Registry,
  { day, customer, staffId, kind }: Request<"exportJournal">,
): Promise<Result<JournalFilter | null, FieldsRefusal>> {
  const span = spanOf(day);
  if (!span.ok) return span;
  const known = customer === "" ? null : await customerIdOf(registry, customer.trim());
  if (known === null && customer !== "") return ok(null);
  return ok({
    ...span.value,
    customerId: known,
    staffId: staffId.trim() || null,
    action: kind || null,
  });
}

/** By the whole ログインID or ユーザID; null: nobody's. */
function customerIdOf(registry: Registry, asked: string): Promise<string | null> {
  return registry.transact(async (rows) => {
    const customer = await rows.customerByLoginId(asked);
    return customer?.id ?? (await rows.tokenByUserId(asked))?.customerId ?? null;
  });
}
