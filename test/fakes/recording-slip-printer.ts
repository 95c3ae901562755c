import type { Slip } from "../../main/core/domain/slip.ts";
import type { SlipPrinter } from "../../main/core/ports/slip-printer.ts";
import { ok, refused } from "../../preload/contract/result.ts";

export interface RecordingSlipPrinter extends SlipPrinter {
  readonly printed: readonly Slip[];
  /** From now on nothing is printed. */
  fail(): void;
}

/** Keeps each slip instead of printing it, and answers with the name that its PDF would have. */
export function recordingSlipPrinter(): RecordingSlipPrinter {
  const printed: Slip[] = [];
  let fails = false;
  return {
    printed,
    fail() {
      fails = true;
    },
    async print(slip) {
      if (fails) return refused("print-failed");
      printed.push(slip);
      return ok({ file: `${slip.name}.pdf` });
    },
  };
}
