import type { Verb } from "../../../preload/contract/channels.ts";
import type { KioskBridge } from "../../../preload/contract/operations.ts";
import type { Brand, Config } from "../../config/config.ts";
import type { Clock, MonotonicClock } from "../ports/clock.ts";
import type { JournalFile, WriteNewFile } from "../ports/files.ts";
import type { ReadFleet } from "../ports/fleet.ts";
import type { MeasureHealth } from "../ports/health.ts";
import type { Hash, OneTimePasswords, PasswordHasher, Random } from "../ports/cryptography.ts";
import type { Power, SlipPrinter } from "../ports/machine.ts";
import type { QrEncoder } from "../ports/qr-encoder.ts";
import type { JournalChains } from "../ports/journal-chains.ts";
import type { JournalReader } from "../ports/journal-reader.ts";
import type { Registry } from "../ports/registry.ts";
import type { Vault } from "../ports/vault.ts";
import type { Memory } from "./customer/memory.ts";

/** Every use case by its verb: the bridge's own shape, behind its schema. */
export type Operations = KioskBridge;

/** One use case: takes a request that the contract's schema has passed, answers a Result, throws for a bug only. */
export type Operation<V extends Verb> = Operations[V];

/** The dependencies of the operations; composed once. */
export interface Parts {
  readonly registry: Registry;
  /** The journal of the same registry. */
  readonly journal: JournalReader;
  /** Its chains where several processes write it; null: `journal` is the only one. */
  readonly journalChains: JournalChains | null;
  /** Whether the kiosk has found a fault in the journal's chain since it was started. */
  readonly isJournalBroken: () => boolean;
  readonly vault: Vault;
  readonly oneTimePasswords: OneTimePasswords;
  readonly passwordHasher: PasswordHasher;
  readonly qrEncoder: QrEncoder;
  readonly slipPrinter: SlipPrinter;
  readonly clock: Clock;
  readonly monotonicClock: MonotonicClock;
  readonly random: Random;
  readonly measureHealth: MeasureHealth;
  /** null: the kiosk is in no network. */
  readonly readFleet: ReadFleet | null;
  readonly power: Power;
  readonly config: Config;
  readonly brand: Brand;
  readonly hash: Hash;
  readonly journalFile: JournalFile;
  /** Writes into the data folder's `exports/`. */
  readonly writeExport: WriteNewFile;
  readonly memory: Memory;
  /** Nudges the outbox after a commit that added a mail; returns at once. */
  readonly deliverMail: () => void;
}
