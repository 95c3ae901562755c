import { ok, refused } from "../../../../preload/contract/result.ts";
import { availabilityOf, releasable, startable } from "../../domain/availability.ts";
import { setupCodeState } from "../../domain/setup-code.ts";
import { isLive, registrationOf } from "../../domain/token-lifecycle.ts";
import { issuableHere } from "./issuable-here.ts";
import type { Operation, Parts } from "../operation.ts";
import type { Session } from "./session.ts";

/** BOP001 in one answer. Writes nothing. */
export function makeReadStatus(
  { registry, config, clock }: Pick<Parts, "registry" | "config" | "clock">,
  session: Session,
): Operation<"readStatus"> {
  const { serviceId } = config.token;
  return async () => {
    const now = clock();
    const state = session.current();
    if (state.is !== "signed-in") return refused({ code: "signed-out" });
    const { token, issue } = await registry.read(async (rows) => {
      const token = await rows.currentToken(state.customerId);
      return { token, issue: await issuableHere(rows, token, now, config.token) };
    });
    return ok({
      registration: registrationOf(token),
      token: isLive(token) ? { serviceId, userId: token.userId } : null,
      issue: availabilityOf(issue),
      start: availabilityOf(startable(token)),
      release: availabilityOf(releasable(token)),
      setupCode: setupCodeState(token, now, config.setupCode),
    });
  };
}
