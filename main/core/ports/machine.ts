import type { Power } from "./power.ts";
import type { SlipPrinter } from "./slip-printer.ts";

/** The services of the program that shows the kiosk, made beside its windows. */
export interface Machine {
  readonly power: Power;
  readonly slipPrinter: SlipPrinter;
}
