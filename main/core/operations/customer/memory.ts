import { noWrongPins } from "../../domain/pin-wait.ts";
import type { WrongPins } from "../../domain/pin-wait.ts";

/** A kiosk's state between requests besides its sessions. It is lost with a restart. */
export interface Memory {
  /**
   * The number of successful attempts that the registry still counts as failures, as it was too busy to clear their
   * count; by kind and subject.
   */
  readonly overcounted: Map<string, number>;
  usedCode: UsedCode | null;
  wrongPins: WrongPins;
}

/** The code that `userId`'s token accepted last, at its step, as far as this kiosk knows. */
export interface UsedCode {
  readonly userId: string;
  readonly step: number;
  readonly code: string;
}

export function emptyMemory(): Memory {
  return { overcounted: new Map(), usedCode: null, wrongPins: noWrongPins };
}
