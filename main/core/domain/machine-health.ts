import type {
  HealthFacts,
  HealthFindings,
  HealthLine,
  HealthReport,
} from "../../../preload/contract/health.ts";
import { clockLine, diskLine, keychainLine, line } from "./health.ts";
import type { Measurements } from "./health.ts";

/** The measured values of a kiosk of the bank's network, which has no registry of its own. */
export interface MachineMeasurements extends Pick<
  Measurements,
  "keychain" | "disk" | "clock" | "versions"
> {
  readonly service: HealthFacts["service"] & {
    readonly state: Exclude<HealthFindings["service"], "ends-soon">;
  };
}

/** An approval takes days of two people; a kiosk without one is out of service. */
const soonMs = 90 * 86_400_000;

/** Whether an identity that is valid until `endsAt` has to be followed by another one now. */
export function endsSoon(endsAt: number, at: number): boolean {
  return endsAt - at < soonMs;
}

/** Assesses the values measured at `at` (epoch milliseconds), as `assessed` does those of a kiosk alone. */
export function assessedMachine(measured: MachineMeasurements, at: number): HealthReport {
  const lines = [
    keychainLine(measured),
    serviceLine(measured.service, at),
    diskLine(measured),
    clockLine(measured, at),
    line("versions", "good", "well", measured.versions),
  ];
  return { at, healthy: lines.every(({ grade }) => grade !== "fault"), lines };
}

/** The line about a kiosk's service, and its identity there. */
export function serviceLine(service: MachineMeasurements["service"], at: number): HealthLine {
  const { state, ...facts } = service;
  if (state !== "well" && state !== "no-standby") return line("service", "fault", state, facts);
  if (facts.endsAt !== null && endsSoon(facts.endsAt, at)) {
    return line("service", "warning", "ends-soon", facts);
  }
  return line("service", state === "well" ? "good" : "warning", state, facts);
}
