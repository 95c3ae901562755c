import { ok, refused } from "../../../../preload/contract/result.ts";
import { startable } from "../../domain/availability.ts";
import { mailAbout } from "../../domain/outgoing-mail.ts";
import { started } from "../../domain/token-lifecycle.ts";
import { verifyCode } from "./code-attempt.ts";
import { customerAndToken } from "./customer-rows.ts";
import type { Operation, Parts } from "../operation.ts";
import { refuseJournalled } from "./refuse-journalled.ts";
import type { Session } from "./session.ts";

/**
 * 「利用開始する」 of BOK001.
 *
 * Order of writes: ① one transaction: 利用中 with its used step, the count cleared, the outbox row, the journal — or the
 * failure, or 利用停止; ② the outbox is nudged. A restart finds after ①: the token in use, and its mail unsent in the
 * outbox, which the start sends.
 *
 * One right code sent many times at once starts the token once; the other requests find it in use, and are neither
 * evaluated nor counted.
 */
export function makeStartToken(
  parts: Pick<
    Parts,
    | "registry"
    | "vault"
    | "oneTimePasswords"
    | "clock"
    | "random"
    | "config"
    | "memory"
    | "deliverMail"
  >,
  session: Session,
): Operation<"startToken"> {
  const { registry, clock, random } = parts;

  return async ({ oneTimePassword, language }) => {
    const now = clock();
    const state = session.current();
    if (state.is !== "signed-in") return refused({ code: "signed-out" });
    const { customerId } = state;
    const event = { at: now, customerId, action: "start" } as const;

    const done = await registry.transact(async (rows) => {
      const { customer, token: current } = await customerAndToken(rows, customerId);
      const start = startable(current);
      if (!start.ok) return refuseJournalled(rows, event, start);
      const token = start.value;
      const attempt = {
        customer,
        token,
        code: oneTimePassword,
        reports: "period-and-clock",
      } as const;
      const verdict = await verifyCode(parts, rows, attempt, event);
      if (!verdict.ok) return verdict;
      const { step, ...detail } = verdict.value;
      await rows.updateToken(started(token, now, step));
      await rows.enqueueMail(mailAbout(token, "started", { now, language, random }));
      await rows.appendJournal({ ...event, outcome: "done", ...detail });
      return ok(null);
    });
    if (done.ok) parts.deliverMail();
    return done;
  };
}
