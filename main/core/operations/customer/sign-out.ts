import { ok } from "../../../../preload/contract/result.ts";
import type { Operation, Parts } from "../operation.ts";
import type { Session } from "./session.ts";

/**
 * ログアウト, by touch or because the kiosk was not touched for its time: always `ok`.
 *
 * Order of writes: ① the session and its draft are wiped, in memory; ② the journal. After a restart in between no
 * customer is signed in, and the journal lacks the sign-out.
 */
export function makeSignOut(
  { registry, clock }: Pick<Parts, "registry" | "clock">,
  session: Session,
): Operation<"signOut"> {
  return async () => {
    const now = clock();
    const before = session.current();
    session.end();
    if (before.is !== "signed-out") {
      const { customerId } = before;
      await registry.transact((rows) =>
        rows.appendJournal({ at: now, customerId, action: "sign-out", outcome: "done" }),
      );
    }
    return ok(null);
  };
}
