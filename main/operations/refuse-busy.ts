import { verbs } from "../../preload/contract/channels.ts";
import type { BusyRefusal } from "../../preload/contract/refusals.ts";
import { refused } from "../../preload/contract/result.ts";
import type { Refused } from "../../preload/contract/result.ts";
import { RegistryBusy } from "../domain/registry-busy.ts";
import type { Operations } from "./operation.ts";

/**
 * The use cases with a busy registry answered as `busy`. What had not begun is not done, and no session but that of
 * who signs out is another: the same request may work in a moment.
 */
export function refuseBusy(operations: Operations): Operations {
  const guard =
    <Request, Answer>(operation: (request: Request) => Promise<Answer>) =>
    async (request: Request): Promise<Answer | Refused<BusyRefusal>> => {
      try {
        return await operation(request);
      } catch (error) {
        if (error instanceof RegistryBusy) return refused({ code: "busy" });
        throw error;
      }
    };
  // As of `refuseFaults`: TypeScript can't follow the pairs of verb and operation through entries.
  return Object.fromEntries(
    verbs.map((verb) => [verb, guard<never, unknown>(operations[verb])]),
  ) as unknown as Operations;
}
