import type { StaffAct } from "../../../../preload/contract/staff-answers.ts";
import { ok } from "../../../../preload/contract/result.ts";
import type { Operation, Parts } from "../operation.ts";
import type { Cleaning } from "./cleaning.ts";
import { staffFor } from "./staff-session.ts";
import type { StaffSession } from "./staff-session.ts";

/**
 * The actions of KST002 that take the kiosk out of service. Each one checks the member's role, is journalled, and then
 * done; the member is signed out. Order of writes: ① the journal; ② the action. A restart in between leaves a row
 * without the action.
 */
type Shutdown = Operation<"closeForCleaning" | "restartKiosk" | "shutDownKiosk">;

/** KST008: the customers' screens are unavailable until a member who may close the kiosk signs in again. */
export function makeCloseForCleaning(
  parts: Pick<Parts, "registry" | "clock" | "power">,
  session: StaffSession,
  cleaning: Cleaning,
): Shutdown {
  return shutdown(parts, session, "close-for-cleaning", cleaning.close);
}

export function makeRestartKiosk(
  parts: Pick<Parts, "registry" | "clock" | "power">,
  session: StaffSession,
): Shutdown {
  return shutdown(parts, session, "restart", parts.power.restart);
}

export function makeShutDownKiosk(
  parts: Pick<Parts, "registry" | "clock" | "power">,
  session: StaffSession,
): Shutdown {
  return shutdown(parts, session, "shut-down", parts.power.shutDown);
}

function shutdown(
  parts: Pick<Parts, "registry" | "clock" | "power">,
  session: StaffSession,
  action: StaffAct,
  leave: () => void,
): Shutdown {
  return async () => {
    const at = parts.clock();
    const staff = await staffFor(parts, session, { at, act: action });
    if (!staff.ok) return staff;
    const event = { at, customerId: null, staffId: staff.value.id, action, outcome: "done" };
    await parts.registry.transact((rows) => rows.appendJournal(event));
    session.end();
    leave();
    return ok(null);
  };
}
