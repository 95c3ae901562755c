import { ok, refused } from "../../../../preload/contract/result.ts";
import { isLocked } from "../../domain/lockout.ts";
import type { Operation, Parts } from "../operation.ts";
import { listStaff, unlocked } from "./manage-staff.ts";
import { staffFor } from "./staff-session.ts";
import type { StaffSession } from "./staff-session.ts";

/**
 * KST009: the members whose 係員番号 is locked, except the member who is signed in, as no member unlocks themselves. Writes
 * nothing.
 */
export function makeFindLockedStaff(
  parts: Pick<Parts, "registry" | "clock" | "config">,
  session: StaffSession,
): Operation<"findLockedStaff"> {
  return async () => {
    const staff = await staffFor(parts, session, { at: parts.clock(), act: "staff-unlock" });
    if (!staff.ok) return staff;
    const everybody = await listStaff(parts.registry, parts.config.lockout.wrongTries);
    const members = everybody
      .filter(({ id, locked }) => locked && id !== staff.value.id)
      .map(({ id, name, role }) => ({ staffId: id, name, role }));
    return ok({ members });
  };
}

/**
 * 「ロックを解除する」 of KST009: that member can sign in again at once.
 *
 * Order of writes: one transaction: the count cleared, the journal.
 */
export function makeUnlockStaff(
  parts: Pick<Parts, "registry" | "clock" | "config">,
  session: StaffSession,
): Operation<"unlockStaff"> {
  const { registry, config, clock } = parts;
  return async ({ staffId, reason }) => {
    const at = clock();
    const staff = await staffFor(parts, session, { at, act: "staff-unlock" });
    if (!staff.ok) return staff;
    const event = { at, staffId: staff.value.id, action: "staff-unlock" } as const;
    return registry.transact(async (rows) => {
      if (staffId === staff.value.id) {
        await rows.appendJournal({ ...event, customerId: null, outcome: "forbidden" });
        return refused({ code: "forbidden" });
      }
      const member = await rows.staffById(staffId);
      const wrongPins = await rows.failures(staffId, "pin");
      if (member === null || !isLocked(wrongPins, config.lockout.wrongTries)) {
        // An unknown number is not journalled: the text may be anything.
        const detail = `staff=${member?.id ?? "unknown"} reason=${reason}`;
        await rows.appendJournal({ ...event, customerId: null, outcome: "not-locked", detail });
        return refused({ code: "not-possible", reason: "not-locked" });
      }
      await unlocked(rows, member, { ...event, reason });
      return ok(null);
    });
  };
}
