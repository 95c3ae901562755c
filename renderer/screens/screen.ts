import type { KioskProfile } from "../../preload/contract/answers.ts";
import type { Refusal } from "../../preload/contract/operations.ts";
import type { Outcome } from "../flow.ts";

/** The properties that App gives each screen. `arrival`: the refusal that led here, to be shown in words. */
export interface ScreenProps {
  readonly profile: KioskProfile;
  readonly arrival: Refusal | null;
}

/** The events that each screen sends to App. */
export interface ScreenEmits {
  /** An outcome that may lead to another screen. */
  leave: [outcome: Outcome, refusal?: Refusal];
  /** The customer is busy with the phone: no touch is expected for a while. */
  reading: [busy: boolean];
}
