import { noWrongPins } from "../../domain/pin-wait.ts";
import type { WrongPins } from "../../domain/pin-wait.ts";

/** A kiosk's state between requests besides its sessions, kept as these are. */
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

/** The memory as plain data. */
export interface MemorySnapshot extends Pick<Memory, "usedCode" | "wrongPins"> {
  readonly overcounted: readonly (readonly [string, number])[];
}

export function emptyMemory(): Memory {
  return { overcounted: new Map(), usedCode: null, wrongPins: noWrongPins };
}

/** A memory that goes on from `from`; without it, an empty one. */
export function memoryFrom(from?: MemorySnapshot): Memory {
  if (from === undefined) return emptyMemory();
  return { ...from, overcounted: new Map(from.overcounted) };
}

export function memorySnapshot({ overcounted, usedCode, wrongPins }: Memory): MemorySnapshot {
  return { overcounted: [...overcounted], usedCode, wrongPins };
}
