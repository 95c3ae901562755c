import type { BusyRefusal } from "../../../preload/contract/refusals.ts";
import { refused } from "../../../preload/contract/result.ts";
import { RegistryBusy } from "../domain/registry-busy.ts";
import { answerThrows } from "./answer-throws.ts";
import type { Operations } from "../operations/operation.ts";

/**
 * The use cases with a busy registry answered as `busy`. What had not begun is not done, and no session but that of
 * who signs out is another: the same request may work in a moment.
 */
export function refuseBusy(operations: Operations): Operations {
  return answerThrows(operations, (error) =>
    error instanceof RegistryBusy ? refused<BusyRefusal>({ code: "busy" }) : null,
  );
}
