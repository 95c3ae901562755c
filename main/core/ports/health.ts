import type { Measurements } from "../domain/health.ts";
import type { Proofs } from "./vault.ts";

/**
 * Measures the kiosk's parts in their present state, beside a kiosk that serves or without one. It writes nothing,
 * makes nothing, and answers whatever is broken.
 */
export type MeasureHealth = () => Promise<Measurements>;

/** Bytes that an ordinary user may still write in the data folder's file system; null: the folder is missing. */
export type FreeBytes = () => Promise<number | null>;

/** Sources by which the clock can be checked. Neither ever rejects. */
export interface TimeSources {
  /** By how many milliseconds the kiosk's clock is ahead (+) of the NTP server `server`; null: it didn't answer. */
  offsetTo(server: string): Promise<number | null>;
  /** Whether the system's time service has set the clock; null: unknown. */
  isSynchronised(): Promise<boolean | null>;
}

/** The keychain's keys for a registry. `proofs` null: the registry's key is missing. */
export interface ExaminedKey {
  readonly state: Measurements["keychain"]["state"];
  readonly proofs: Proofs | null;
}

/**
 * Examines the keychain's keys and makes none. `fingerprint`: the registry's; null: it is unknown, or there is none.
 */
export type ExamineKey = (fingerprint: string | null) => Promise<ExaminedKey>;
