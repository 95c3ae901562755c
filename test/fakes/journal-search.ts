import type { Customer } from "../../main/core/domain/customer.ts";
import { untimedActions } from "../../main/core/domain/journal-event.ts";
import type { JournalRow } from "../../main/core/domain/journal-chain.ts";
import type { JournalReader } from "../../main/core/ports/registry.ts";

interface Rows {
  readonly chain: readonly JournalRow[];
  readonly customers: ReadonlyMap<string, Customer>;
}

/** How the registry in memory is searched for journal rows; `rows`: as they are now. */
export function journalSearch(
  rows: () => Rows,
): Pick<JournalReader, "findJournal" | "journalSpan" | "clockEvidence"> {
  return {
    clockEvidence: async () => {
      const { chain } = rows();
      const confirmedBy = chain.findLast(({ action }) => action === "clock-confirm")?.number ?? 0;
      const times = chain
        .filter(({ number }) => number >= confirmedBy)
        .filter(({ action }) => untimedActions.every((untimed) => untimed !== action))
        .map(({ at }) => at);
      return { newestAt: times.length === 0 ? null : Math.max(...times), confirmedBy };
    },
    journalSpan: async (from, to, last) => {
      const numbers = rows()
        .chain.filter(({ number, at }) => number <= last && isWithin(at, from, to))
        .map(({ number }) => number);
      return numbers.length === 0
        ? null
        : { first: Math.min(...numbers), last: Math.max(...numbers) };
    },
    findJournal: async ({ from, to, ...same }, before, limit) => {
      const fits = (asked: string | null, has: string | null) => asked === null || asked === has;
      const found = rows()
        .chain.filter(({ at }) => isWithin(at, from, to))
        .filter(({ customerId }) => fits(same.customerId, customerId))
        .filter(({ staffId }) => fits(same.staffId, staffId))
        .filter(({ action }) => fits(same.action, action))
        .sort(newestFirst);
      const earlier = rows().chain.find(({ number }) => number === before);
      return found
        .filter((row) => before === null || (earlier && newestFirst(row, earlier) > 0))
        .slice(0, limit)
        .map((row) => {
          const customer = row.customerId === null ? null : rows().customers.get(row.customerId);
          return { ...row, loginId: customer?.loginId ?? null };
        });
    },
  };
}

function isWithin(at: number, from: number | null, to: number | null): boolean {
  return (from === null || at >= from) && (to === null || at < to);
}

function newestFirst(a: JournalRow, b: JournalRow): number {
  return b.at - a.at || b.number - a.number;
}
