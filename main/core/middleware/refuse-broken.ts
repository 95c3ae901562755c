import type { RecordBrokenRefusal } from "../../../preload/contract/refusals.ts";
import { refused } from "../../../preload/contract/result.ts";
import { BrokenRecord } from "../domain/broken-record.ts";
import { answerThrows } from "./answer-throws.ts";
import type { Operations, Parts } from "../operations/operation.ts";

/**
 * The use cases with a broken record, of a customer or of a member of the staff, answered as `record-broken`; all others
 * are served. Order of writes: ① the operation's, taken back; ② the journal's row about that customer.
 */
export function refuseBroken(
  operations: Operations,
  { registry, clock }: Pick<Parts, "registry" | "clock">,
): Operations {
  return answerThrows(operations, async (error) => {
    if (!(error instanceof BrokenRecord)) return null;
    const fault = { action: "fault", outcome: "record-broken", at: clock() } as const;
    await registry.transact((rows) =>
      rows.appendJournal({ customerId: null, ...fault, ...error.of }),
    );
    return refused<RecordBrokenRefusal>({ code: "record-broken" });
  });
}
