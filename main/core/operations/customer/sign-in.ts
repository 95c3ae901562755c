import { ok, refused } from "../../../../preload/contract/result.ts";
import type { JournalledAction } from "../../domain/journal-event.ts";
import { allows } from "../../domain/token-lifecycle.ts";
import type { Operation, Operations, Parts } from "../operation.ts";
import { makeDecoy, refuseAttempt, reserveAttempt, transactRight } from "./password-attempt.ts";
import { renewHash } from "./renew-hash.ts";
import type { Session, SessionState } from "./session.ts";
import type { Cleaning } from "../staff/cleaning.ts";

/**
 * KLG001. The customer or member of the staff who was signed in is signed out first. An unknown login ID is counted,
 * hashed against and answered like a wrong password, so that neither words nor duration distinguish them. That an
 * account was stopped or closed is reported only after its right password. While the kiosk is closed for cleaning it
 * refuses sign-ins, and nothing is counted.
 *
 * Order of writes: ① the attempt is counted; ② the password is verified; ③ the count is cleared, the sign-in
 * journalled, and a hash of another cost than the kiosk's replaced; ④ the session, in memory. A restart finds after ①:
 * one failure too many counted; after ③: no customer signed in.
 */
export function makeSignIn(
  parts: Pick<Parts, "registry" | "passwordHasher" | "clock" | "config" | "memory">,
  session: Session,
  kiosk: Pick<Operations, "staffSignOut"> & { readonly cleaning: Cleaning },
): Operation<"signIn"> {
  const { registry, passwordHasher, config, clock } = parts;
  const limit = config.lockout.wrongTries;
  const wrong = { code: "credentials" } as const;
  const decoy = makeDecoy(passwordHasher);

  return async ({ loginId, loginPassword }) => {
    const now = clock();
    const former = session.current();
    if (former.is !== "signed-out") session.end();
    const before = session.current();
    // The page shows KST008 then, and its own screens send no such request.
    if (kiosk.cleaning.isClosed()) return refused({ code: "signed-out" });
    await kiosk.staffSignOut({});
    const decoyHash = await decoy();

    const { customer, event, reserved } = await registry.transact(async (rows) => {
      if (former.is !== "signed-out") {
        const { customerId } = former;
        await rows.appendJournal({ at: now, customerId, action: "sign-out", outcome: "replaced" });
      }
      const customer = await rows.customerByLoginId(loginId);
      const event: JournalledAction = {
        at: now,
        customerId: customer?.id ?? null,
        action: "sign-in",
      };
      const attempt = { subject: loginId, kind: "loginPassword" } as const;
      return { customer, event, reserved: await reserveAttempt(parts, rows, attempt, event) };
    });
    if (!reserved.ok) return reserved;

    const right = await passwordHasher.verify(
      customer?.loginPasswordHash ?? decoyHash,
      loginPassword,
    );
    if (customer === null || !right) {
      return registry.transact((rows) => refuseAttempt(rows, reserved.value, limit, event, wrong));
    }

    const renew = await renewHash(passwordHasher, customer, "loginPasswordHash", loginPassword);
    const next = await transactRight(
      parts,
      reserved.value,
      async (rows): Promise<SessionState | "stopped"> => {
        await renew(rows);
        // The present status: the account may have been stopped since the password was read.
        const { status } = (await rows.customerById(customer.id)) ?? customer;
        if (status !== "active") {
          await rows.appendJournal({ ...event, outcome: `account-${status}` });
          return "stopped";
        }
        const token = await rows.currentToken(customer.id);
        const stopped = token?.state === "suspended" && token.startedAt !== null;
        await rows.appendJournal({
          ...event,
          outcome: stopped ? "oneTimePassword-locked" : "done",
        });
        if (stopped) return before;
        return token !== null && allows(token, "prove")
          ? { is: "awaiting-code", customerId: customer.id, lastStep: token.lastStep }
          : { is: "signed-in", customerId: customer.id, draft: null };
      },
    );
    if (next === "stopped") return refused({ code: "account-stopped" });
    if (next === before) return refused({ code: "locked", kind: "oneTimePassword" });
    if (!session.move(before, next)) return refused({ code: "signed-out" });
    return ok({
      awaits: next.is === "awaiting-code" ? "code" : "nothing",
      customerName: customer.name,
    });
  };
}
