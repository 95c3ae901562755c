import type { Fault } from "../../../preload/contract/answers.ts";
import type { OutOfServiceRefusal } from "../../../preload/contract/refusals.ts";
import { ok, refused } from "../../../preload/contract/result.ts";
import type { Log } from "../ports/log.ts";
import { answerThrows } from "./answer-throws.ts";
import type { Operations } from "../operations/operation.ts";

/**
 * The use cases with a fault of the kiosk's parts, met while one runs, answered as `out-of-service` and logged: the
 * disk is full, another process holds the registry. Its transaction is rolled back, so nothing of it is done. What
 * `faultOf` doesn't know (null) is a bug, and still thrown. From then on `readKiosk` says the fault, and each time it
 * is asked has `isOver` try, without waiting for it, whether the fault has gone.
 */
export function refuseFaults(
  operations: Operations,
  log: Log,
  {
    faultOf,
    isOver,
  }: {
    readonly faultOf: (error: unknown) => Fault | null;
    /** Never rejects. */
    readonly isOver: (fault: Fault) => Promise<boolean>;
  },
): Operations {
  let noted: { readonly fault: Fault } | null = null;
  let trying: Promise<void> | null = null;
  const guarded = answerThrows(operations, (error) => {
    const fault = faultOf(error);
    if (fault === null) return null;
    noted = { fault };
    log.error(`out-of-service-${fault}`, error);
    return refused<OutOfServiceRefusal>({ code: "out-of-service", fault });
  });
  const tryAgain = async (tried: { readonly fault: Fault }): Promise<void> => {
    const over = await isOver(tried.fault);
    // Another may have been met meanwhile.
    if (over && noted === tried) noted = null;
    trying = null;
  };
  const readKiosk: Operations["readKiosk"] = async (request) => {
    const answer = await operations.readKiosk(request);
    if (noted === null || !answer.ok) return answer;
    const { fault } = noted;
    trying ??= tryAgain(noted);
    return ok({ ...answer.value, fault });
  };
  return { ...guarded, readKiosk };
}
