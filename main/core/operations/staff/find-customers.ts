import { ok } from "../../../../preload/contract/result.ts";
import type { Operation, Parts } from "../operation.ts";
import { staffFor } from "./staff-session.ts";
import type { StaffSession } from "./staff-session.ts";

/** More than a screen shows; staff who see so many type more of the name. */
const mostFound = 20;

/**
 * KST003: finds customers by the whole ログインID or ユーザID, or by the beginning of the name in kana or kanji, in any width.
 * The search is journalled: how many were found, and the customer where it was one, but not the typed text.
 */
export function makeFindCustomers(
  parts: Pick<Parts, "registry" | "clock">,
  session: StaffSession,
): Operation<"findCustomers"> {
  return async ({ searched }) => {
    const at = parts.clock();
    const staff = await staffFor(parts, session, { at, act: "find-customer" });
    if (!staff.ok) return staff;
    const found = await parts.registry.transact(async (rows) => {
      const all = await rows.findCustomers(searched.normalize("NFKC").trim(), mostFound + 1);
      const [first = null] = all;
      await rows.appendJournal({
        ...{ at, staffId: staff.value.id, action: "find-customer", outcome: "done" },
        customerId: all.length === 1 && first !== null ? first.id : null,
        detail: `found=${all.length > mostFound ? `over-${String(mostFound)}` : String(all.length)}`,
      });
      return all;
    });
    return ok({
      customers: found.slice(0, mostFound).map(({ id, name, kana, loginId }) => {
        return { customerId: id, name, kana, loginId };
      }),
      more: found.length > mostFound,
    });
  };
}
