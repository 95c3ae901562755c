import * as v from "valibot";
import type { ReportedMachine } from "../../core/domain/fleet.ts";

const whole = v.pipe(v.number(), v.integer());
const milliseconds = v.pipe(v.number(), v.minValue(0));

/** What staff at another kiosk are shown of it: words from closed lists, and figures. */
const reportedMachine = v.object({
  keychain: v.object({
    state: v.picklist([
      ...(["well", "no-password", "no-key-yet", "key-unproven"] as const),
      ...(["keychain-absent", "keychain-locked", "keychain-damaged"] as const),
      ...(["keychain-restarted", "keychain-key-missing", "keychain-key-different"] as const),
    ]),
    milliseconds,
  }),
  disk: v.object({ freeBytes: v.nullable(v.pipe(whole, v.minValue(0))) }),
  clock: v.object({
    server: v.nullable(v.pipe(v.string(), v.maxLength(300))),
    offsetMs: v.nullable(v.number()),
    synchronised: v.optional(v.nullable(v.boolean()), null),
  }),
});

const stored = v.object({ ...reportedMachine.entries, at: v.pipe(whole, v.minValue(0)) });

/** What a kiosk has `measured` of itself, as far as the service keeps it; null: it isn't in its form. */
export function reportedMachineOf(measured: unknown): ReportedMachine | null {
  const { success, output } = v.safeParse(reportedMachine, measured);
  return success ? output : null;
}

/** The text for the row of its identity; `at`: when it was told. */
export function writtenMachine(machine: ReportedMachine, at: number): string {
  return JSON.stringify({ ...machine, at });
}

/** What was written; null: nothing, or by another version of the service in a form that this one doesn't know. */
export function readMachine(text: string | null): (ReportedMachine & { at: number }) | null {
  if (text === null) return null;
  try {
    const { success, output } = v.safeParse(stored, JSON.parse(text));
    return success ? output : null;
  } catch {
    return null;
  }
}
