import type { JournalAnchor } from "../../main/core/domain/journal-chain.ts";
import type { Fault } from "../../preload/contract/answers.ts";
import type { Try } from "./model.ts";

/** What a kiosk is asked to do, as its first argument. */
export interface Plan {
  readonly dataDir: string;
  readonly offsetSeconds: number;
  /** What the customers' phones hold, by login ID. */
  readonly phones: Readonly<Record<string, Phone>>;
  /** The deed during which it dies, and at which of its write points; null: it works until it is killed. */
  readonly target: { readonly deed: JournalledAction; readonly point: number } | null;
}

/** A soak's kiosks live through a year in an hour, and what they did must be found at its end: their retention. */
export const keepsAll = {
  mailAddressDays: null,
  printDays: null,
  exportDays: null,
  spoolDays: null,
} as const;

export interface Phone {
  readonly userId: string;
  /** Base32. */
  readonly key: string;
}

export const deeds = ["issue", "replace", "show", "start", "prove", "release"] as const;
export type JournalledAction = (typeof deeds)[number];

/** One line of JSON on file descriptor 3; a line that was written survives the kiosk. */
export type Report =
  | {
      readonly is: "open";
      readonly fault: Fault | null;
      readonly masterKey: string | null;
      /** What the keychain remembers of the journal. */
      readonly anchor: JournalAnchor | null;
    }
  | { readonly is: "asked"; readonly tried: Try }
  | { readonly is: "answered"; readonly ok: boolean; readonly refusal: string }
  | { readonly is: "phone"; readonly loginId: string; readonly phone: Phone }
  /** The deed and all that follows from it were done before its write point came. */
  | { readonly is: "survived"; readonly points: number }
  /** No customer could do the deed now. */
  | { readonly is: "not-reached" };
