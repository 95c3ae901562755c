import type { Power } from "./power.ts";
import type { SlipPrinter } from "./slip-printer.ts";

/** What the kiosk needs of the program that shows it, made beside its windows. */
export interface Machine {
  readonly power: Power;
  readonly slipPrinter: SlipPrinter;
}
