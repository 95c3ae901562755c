import { noWrongPins } from "../../domain/pin-wait.ts";
import type { WrongPins } from "../../domain/pin-wait.ts";

/** What a kiosk keeps between requests besides its sessions. A restart forgets it. */
export interface Memory {
  /** How many right tries still stand in the registry as wrong, as it was too busy to have their count cleared; by kind and subject. */
  readonly owedTries: Map<string, number>;
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
  return { owedTries: new Map(), usedCode: null, wrongPins: noWrongPins };
}
