import type { PrintedSlip } from "../../../preload/contract/answers.ts";
import type { Result } from "../../../preload/contract/result.ts";
import type { Slip } from "../domain/slip.ts";

/** The services of the program that shows the kiosk, made beside its windows. */
export interface Machine {
  readonly power: Power;
  readonly slipPrinter: SlipPrinter;
}

/**
 * Ends the kiosk's program. Each action first closes registry and mail and returns at once; a second call does nothing.
 */
export interface Power {
  /** The program starts again by itself. */
  restart(): void;
  /** The program stays off until it is started by hand; where it is configured, the machine is switched off too. */
  shutDown(): void;
}

/**
 * Prints a 控え: on the branch's printer, or as a PDF where none is configured. `event`: what the journal's row about it
 * will say, for a printer that answers later.
 */
export interface SlipPrinter {
  print(slip: Slip, event: PrintEvent): Promise<Result<PrintedSlip, "print-failed">>;
}

/** Who had a 控え printed, and when (epoch milliseconds). */
export interface PrintEvent {
  readonly at: number;
  readonly customerId: string | null;
  readonly staffId?: string;
}
