import { ok, refused } from "../../preload/contract/result.ts";
import { availabilityOf, issuable, releasable, startable } from "../domain/availability.ts";
import { setupCodeState } from "../domain/setup-code.ts";
import { isLive, registrationOf } from "../domain/token-lifecycle.ts";
import type { Operation, Parts } from "./operation.ts";
import type { Session } from "./session.ts";

/** BOP001 in one answer. Writes nothing. */
export function makeReadStatus(
  { registry, config, clock }: Pick<Parts, "registry" | "config" | "clock">,
  session: Session,
): Operation<"readStatus"> {
  const { serviceId, reissueDays } = config.token;
  return async () => {
    const now = clock();
    const state = session.current();
    if (state.is !== "signed-in") return refused({ code: "signed-out" });
    const token = await registry.transact((rows) => rows.currentToken(state.customerId));
    return ok({
      registration: registrationOf(token),
      token: isLive(token) ? { serviceId, userId: token.userId } : null,
      issue: availabilityOf(issuable(token, now, reissueDays)),
      start: availabilityOf(startable(token)),
      release: availabilityOf(releasable(token)),
      setupCode: setupCodeState(token, now, config.setupCode),
    });
  };
}
