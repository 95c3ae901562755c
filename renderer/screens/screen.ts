import type { KioskProfile } from "../../preload/contract/answers.ts";
import type { Refusal } from "../../preload/contract/operations.ts";
import type { Outcome } from "../flow.ts";

/** What App gives each screen. `arrival`: the refusal that led here, to be said in words. */
export interface ScreenProps {
  readonly profile: KioskProfile;
  readonly arrival: Refusal | null;
}

/** What each screen tells App. */
export interface ScreenEmits {
  /** Something was done that may lead to another screen. */
  leave: [outcome: Outcome, refusal?: Refusal];
  /** The customer is busy with the phone: no touch is expected for a while. */
  reading: [busy: boolean];
}
