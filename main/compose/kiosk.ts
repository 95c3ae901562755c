import type { Handle } from "../core/handle.ts";
import type { Random } from "../core/ports/cryptography.ts";
import type { Log } from "../core/ports/log.ts";

/** The kiosk behind the bridge. */
export interface Kiosk {
  /** Answers by the present state: a kiosk that was out of service serves once the fault is gone. */
  readonly handle: Handle;
  /** In service, a kiosk with a registry writes faults into the journal too. */
  readonly log: Log;
  readonly random: Random;
  readonly close: () => Promise<void>;
}

/** Where the kiosk is, and what it asks of its program. */
export interface KioskPlacement {
  readonly dataDir: string;
  readonly clockOffsetSeconds: number;
  /** The program of the thread that checks the registry: compose/check-thread.ts built; without it, its source. */
  readonly checkProgram?: string;
  /** Called where only a new process can serve again. */
  readonly onSpent?: () => void;
}
