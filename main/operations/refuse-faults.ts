import { verbs } from "../../preload/contract/channels.ts";
import type { Fault } from "../../preload/contract/answers.ts";
import type { OutOfServiceRefusal } from "../../preload/contract/refusals.ts";
import { refused } from "../../preload/contract/result.ts";
import type { Refused } from "../../preload/contract/result.ts";
import type { Log } from "../ports/log.ts";
import type { Operations } from "./operation.ts";

/**
 * The use cases with a fault of the kiosk's parts, met while one runs, answered as `out-of-service` and logged: the
 * disk is full, another process holds the registry. Its transaction is rolled back, so nothing of it is done. What
 * `faultOf` doesn't know (null) is a bug, and still thrown.
 */
export function refuseFaults(
  operations: Operations,
  log: Log,
  faultOf: (error: unknown) => Fault | null,
): Operations {
  const guard =
    <Request, Answer>(operation: (request: Request) => Promise<Answer>) =>
    async (request: Request): Promise<Answer | Refused<OutOfServiceRefusal>> => {
      try {
        return await operation(request);
      } catch (error) {
        const fault = faultOf(error);
        if (fault === null) throw error;
        log.error("fault", error);
        return refused({ code: "out-of-service", fault });
      }
    };
  // One guard for every verb: TypeScript can't follow the pairs of verb and operation through entries.
  return Object.fromEntries(
    verbs.map((verb) => [verb, guard<never, unknown>(operations[verb])]),
  ) as unknown as Operations;
}
