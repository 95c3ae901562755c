import type { Measurements } from "../../main/core/domain/health.ts";
import type { MeasureHealth } from "../../main/core/ports/health.ts";
import type { Power } from "../../main/core/ports/machine.ts";
import { recordingSlipPrinter } from "./recording-slip-printer.ts";
import type { RecordingSlipPrinter } from "./recording-slip-printer.ts";

/** Of a kiosk of which nothing needs to be done, at `now`. */
export function wellMeasured(now: number): Measurements {
  return {
    keychain: { state: "well", milliseconds: 12 },
    registry: { state: "well", version: 3, bytes: 3_200_000, milliseconds: 8 },
    disk: { freeBytes: 20_000_000_000 },
    clock: { server: "ntp.example.jp", offsetMs: 12 },
    mail: { unsent: 0, oldestAt: null },
    versions: {
      kiosk: "0.1.0",
      electron: "45.4.1",
      chromium: "150.0",
      node: "24.1",
      sqlite: "3.50",
    },
    backup: { at: now - 3_600_000 },
    journal: { state: "well", rows: 42, at: now, milliseconds: 3, brokenRow: null },
  };
}

/** A machine that is well and in no network, with a whole journal, and whose kiosk stays whatever it is told; `told` keeps that. */
export function wellMachine(): {
  readonly measureHealth: MeasureHealth;
  readonly readFleet: null;
  readonly isJournalBroken: () => boolean;
  readonly journalChains: null;
  readonly power: Power;
  readonly slipPrinter: RecordingSlipPrinter;
  readonly told: readonly (keyof Power)[];
} {
  const told: (keyof Power)[] = [];
  return {
    measureHealth: () => Promise.resolve(wellMeasured(0)),
    readFleet: null,
    isJournalBroken: () => false,
    journalChains: null,
    power: { restart: () => told.push("restart"), shutDown: () => told.push("shutDown") },
    slipPrinter: recordingSlipPrinter(),
    told,
  };
}
