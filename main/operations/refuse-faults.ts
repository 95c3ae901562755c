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
  return {
    readKiosk: guard(operations.readKiosk),
    signIn: guard(operations.signIn),
    proveCode: guard(operations.proveCode),
    signOut: guard(operations.signOut),
    readStatus: guard(operations.readStatus),
    draftIssue: guard(operations.draftIssue),
    readDraft: guard(operations.readDraft),
    cancelDraft: guard(operations.cancelDraft),
    confirmIssue: guard(operations.confirmIssue),
    showSetupCode: guard(operations.showSetupCode),
    startToken: guard(operations.startToken),
    releaseToken: guard(operations.releaseToken),
  };
}
