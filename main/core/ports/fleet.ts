import type { KnownKiosk } from "../domain/fleet.ts";

/** The approved kiosks of the bank's network, by branch and name, and how many machines ask to be approved. */
export type ReadFleet = () => Promise<{
  readonly kiosks: readonly KnownKiosk[];
  readonly pending: number;
}>;
