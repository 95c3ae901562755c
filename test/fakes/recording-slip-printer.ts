import type { SlipPrinter } from "../../main/core/ports/machine.ts";
import { slipWords } from "../../main/kiosk/slip-words.ts";
import type { SlipWords } from "../../main/kiosk/slip-words.ts";
import { ok, refused } from "../../preload/contract/result.ts";

export interface RecordingSlipPrinter extends SlipPrinter {
  readonly printed: readonly SlipWords[];
  /** From now on nothing is printed. */
  fail(): void;
}

/** Keeps each slip's words instead of printing them, and answers with the name that its PDF would have. */
export function recordingSlipPrinter(): RecordingSlipPrinter {
  const printed: SlipWords[] = [];
  let fails = false;
  return {
    printed,
    fail() {
      fails = true;
    },
    async print(slip) {
      if (fails) return refused("print-failed");
      printed.push(slipWords(slip));
      return ok({ file: `${slip.name}.pdf` });
    },
  };
}
