import type { Measurements } from "../domain/health.ts";
import type { Proofs } from "./vault.ts";

/**
 * Measures the kiosk's parts as they are now, beside a kiosk that serves or without one. It writes nothing, makes
 * nothing, and answers whatever is broken.
 */
export type MeasureHealth = () => Promise<Measurements>;

/** Bytes that an ordinary user may still write where the data folder is; null: the folder isn't there. */
export type FreeBytes = () => Promise<number | null>;

/** Who can tell whether the clock is right. Neither ever rejects. */
export interface TimeSources {
  /** By how many milliseconds the kiosk's clock is ahead (+) of the NTP server `server`; null: it didn't answer. */
  offsetTo(server: string): Promise<number | null>;
  /** Whether the system's time service has set the clock; null: it can't be told. */
  isSynchronised(): Promise<boolean | null>;
}

/** What the keychain has for a registry. `proofs` null: the registry's key isn't there. */
export interface ExaminedKey {
  readonly state: Measurements["keychain"]["state"];
  readonly proofs: Proofs | null;
}

/** Looks at the keychain's keys and makes none. `fingerprint`: the registry's; null: it can't be told, or there is none. */
export type ExamineKey = (fingerprint: string | null) => Promise<ExaminedKey>;
