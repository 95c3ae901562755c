import { defineStore } from "pinia";
import type { Fault, KioskProfile } from "../../preload/contract/answers.ts";
import type { Refusals } from "../../preload/contract/operations.ts";
import { kiosk } from "../bridge.ts";
import { oneRequest } from "./request.ts";

interface KioskState {
  pending: symbol | null;
  profile: KioskProfile | null;
  /** Why the kiosk can't serve, from its profile or from a later refusal. */
  fault: Fault | null;
  /** Set when the profile itself can't be read. */
  refusal: Refusals["readKiosk"] | null;
  /** Milliseconds from this page's clock to the kiosk's. */
  clockOffsetMs: number;
  /** Staff have closed it for cleaning. */
  closed: boolean;
}

/** The profile of this kiosk, and whether it can serve; the same for every customer. */
export const useKioskStore = defineStore("kiosk", {
  lifetime: "kiosk",
  state: (): KioskState => ({
    pending: null,
    profile: null,
    fault: null,
    refusal: null,
    clockOffsetMs: 0,
    closed: false,
  }),
  actions: {
    async load(): Promise<void> {
      const answer = await oneRequest(this, () => kiosk.readKiosk({}));
      if (answer === null) return;
      this.refusal = answer.ok ? null : answer.refusal;
      if (!answer.ok) {
        if (answer.refusal.code === "out-of-service") this.fault = answer.refusal.fault;
        return;
      }
      this.closed = answer.value.closedForCleaning;
      this.profile = answer.value;
      this.fault = answer.value.fault;
      this.clockOffsetMs = answer.value.nowMs - Date.now();
    },
    /** Whether the kiosk still serves; the profile stays. */
    async check(): Promise<void> {
      const answer = await oneRequest(this, () => kiosk.readKiosk({}));
      if (answer?.ok !== true) return;
      this.closed = answer.value.closedForCleaning;
      this.fault = answer.value.fault;
    },
    noteClosed(): void {
      this.closed = true;
    },
    noteFault(fault: Fault): void {
      this.fault = fault;
    },
  },
});
