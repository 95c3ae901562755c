import type { PrintedSlip } from "../../../preload/contract/answers.ts";
import type { Result } from "../../../preload/contract/result.ts";
import type { Slip } from "../domain/slip.ts";

/** Prints a 控え: on the branch's printer, or as a PDF where none is configured. */
export interface SlipPrinter {
  print(slip: Slip): Promise<Result<PrintedSlip, "print-failed">>;
}
