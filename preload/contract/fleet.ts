import type { HealthFindings, HealthGrade, HealthLine } from "./health.ts";

/** The subjects that a kiosk of the bank's network reports about its own machine. */
type MachineSubject = "keychain" | "disk" | "clock";
/** What only the clock of a kiosk with a registry of its own can be found to be. */
type RegistryClock = "phones-differ" | "before-journal";
type MachineFinding = {
  [
    S in MachineSubject
  ]: `${S} ${Exclude<HealthFindings[S], "well" | "not-compared" | RegistryClock>}`;
}[MachineSubject];

/**
 * What is found about a kiosk. `silent`: it was heard of, and isn't any more. `never-heard`: not since it was approved.
 * `not-measured`: it hasn't told lately how its machine is. `identity-…`: the end of its certificate.
 */
export type FleetFinding =
  | "silent"
  | "never-heard"
  | "not-measured"
  | "identity-ended"
  | "identity-ends-soon"
  | MachineFinding;

/** One line of KST010. */
export interface FleetKiosk {
  readonly name: string;
  readonly branch: string;
  /** Of its program; null: not known yet. */
  readonly version: string | null;
  /** When it was last heard of, epoch milliseconds; null: never. */
  readonly seenAt: number | null;
  /** That of the worst finding. */
  readonly grade: HealthGrade;
  /** The worst first; none: all is well. */
  readonly findings: readonly FleetFinding[];
}

/** The approved kiosks of the bank's network, and what they share. */
export interface Fleet {
  /** Epoch milliseconds. */
  readonly at: number;
  /** The worst first, else by branch and name. */
  readonly kiosks: readonly FleetKiosk[];
  /** How many machines ask to be approved. */
  readonly pending: number;
  /** Mails and journal, which are the bank's, as on KST006. */
  readonly lines: readonly Extract<HealthLine, { readonly subject: "mail" | "journal" }>[];
}
