import type { LockedRefusal, PinWaitsRefusal } from "../../../../preload/contract/refusals.ts";
import { refused } from "../../../../preload/contract/result.ts";
import type { Result } from "../../../../preload/contract/result.ts";
import type { JournalledAction } from "../../domain/journal-event.ts";
import { noWrongPins, oneMoreWrong, pinWaitMs } from "../../domain/pin-wait.ts";
import type { RegistryRows } from "../../ports/registry.ts";
import type { Parts } from "../operation.ts";
import { reserveAttempt } from "../customer/password-attempt.ts";
import type { PasswordAttempt } from "../customer/password-attempt.ts";

type PinParts = Pick<Parts, "config" | "memory" | "monotonicClock">;

/**
 * Counts an attempt with a PIN before it is evaluated, as `reserveAttempt` does. After several wrong ones in a row at this
 * kiosk, of any 係員番号, existing or not, attempts are refused for a while, and not counted then. This is the kiosk's own
 * memory: it delays no other kiosk and no customer.
 */
export async function reservePin(
  parts: PinParts,
  rows: RegistryRows,
  staffId: string,
  event: JournalledAction,
): Promise<Result<PasswordAttempt, LockedRefusal | PinWaitsRefusal>> {
  const { memory, monotonicClock } = parts;
  const now = monotonicClock();
  const waitMs = pinWaitMs(memory.wrongPins, now);
  if (waitMs > 0) {
    await rows.appendJournal({ ...event, outcome: "pin-waits" });
    return refused({ code: "pin-waits", seconds: Math.ceil(waitMs / 1_000) });
  }
  const reserved = await reserveAttempt(parts, rows, { subject: staffId, kind: "pin" }, event);
  if (reserved.ok) memory.wrongPins = oneMoreWrong(memory.wrongPins, now);
  return reserved;
}

/** After a right PIN: the next one is evaluated without a wait. */
export function forgetWrongPins({ memory }: Pick<Parts, "memory">): void {
  memory.wrongPins = noWrongPins;
}
