import { ok } from "../../../../preload/contract/result.ts";
import type { Operation, Parts } from "../operation.ts";
import type { Session } from "./session.ts";

/**
 * ログアウト, by touch or because nobody touched the kiosk any more: always `ok`.
 *
 * Order of writes: ① the session and its draft are wiped, in memory; ② the journal. A restart in between
 * finds nobody signed in and a journal without the sign-out.
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
