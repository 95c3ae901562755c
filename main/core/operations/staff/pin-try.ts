import type { LockedRefusal, PinWaitsRefusal } from "../../../../preload/contract/refusals.ts";
import { refused } from "../../../../preload/contract/result.ts";
import type { Result } from "../../../../preload/contract/result.ts";
import type { JournalledAction } from "../../domain/journal-event.ts";
import { noWrongPins, oneMoreWrong, pinWaitMs } from "../../domain/pin-wait.ts";
import type { RegistryRows } from "../../ports/registry.ts";
import type { Parts } from "../operation.ts";
import { reserveTry } from "../customer/password-try.ts";
import type { PasswordTry } from "../customer/password-try.ts";

type PinParts = Pick<Parts, "config" | "memory" | "monotonicClock">;

/**
 * Counts the try of a PIN before it is looked at, as `reserveTry` does. After several wrong ones in a row at this kiosk,
 * whosever they were and whether or not anybody has that 係員番号, it is refused for a while, and not counted then. That
 * is the kiosk's own memory: nobody else, and no customer, waits for it.
 */
export async function reservePin(
  parts: PinParts,
  rows: RegistryRows,
  staffId: string,
  event: JournalledAction,
): Promise<Result<PasswordTry, LockedRefusal | PinWaitsRefusal>> {
  const { memory, monotonicClock } = parts;
  const now = monotonicClock();
  const waitMs = pinWaitMs(memory.wrongPins, now);
  if (waitMs > 0) {
    await rows.appendJournal({ ...event, outcome: "pin-waits" });
    return refused({ code: "pin-waits", seconds: Math.ceil(waitMs / 1_000) });
  }
  const reserved = await reserveTry(parts, rows, { subject: staffId, kind: "pin" }, event);
  if (reserved.ok) memory.wrongPins = oneMoreWrong(memory.wrongPins, now);
  return reserved;
}

/** The PIN was right: the next one is looked at without a wait. */
export function forgetWrongPins({ memory }: Pick<Parts, "memory">): void {
  memory.wrongPins = noWrongPins;
}
