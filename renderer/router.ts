import { computed, ref, shallowRef, watch } from "vue";
import type { Ref, ShallowRef } from "vue";
import type { Refusal } from "../preload/contract/operations.ts";
import { endsSession, endsVisit, next } from "./flow.ts";
import type { Outcome, ScreenId } from "./flow.ts";
import { useKioskStore } from "./stores/kiosk.ts";
import { endSession, endVisit } from "./visit.ts";

/** The screen that is shown. */
export interface Router {
  readonly screen: Readonly<Ref<ScreenId>>;
  /** The refusal that led here, to be shown in words. */
  readonly arrival: Readonly<ShallowRef<Refusal | null>>;
  /** The customer is busy with the phone; ends with the screen. */
  readonly reading: Ref<boolean>;
  /** Shows the screen that `flow` names for this outcome; with it end a session and a visit. */
  leave(outcome: Outcome, refusal?: Refusal): void;
}

/** Leads from screen to screen, beginning at `first`. */
export function useRouter(first: ScreenId): Router {
  const kiosk = useKioskStore();
  const screen = ref<ScreenId>(first);
  const arrival = shallowRef<Refusal | null>(null);
  const reading = ref(false);
  /** The signed-out screen: KWT001, or KST008 while the kiosk is closed. */
  const waiting = computed<ScreenId>(() => (kiosk.closed ? "KST008" : "KWT001"));
  // A page that was restarted gets this state with its profile.
  watch(waiting, (place) => {
    if (screen.value === "KWT001") screen.value = place;
  });

  function leave(outcome: Outcome, refusal?: Refusal): void {
    const to = next(screen.value, outcome);
    if (endsSession(to)) endSession();
    if (endsVisit(to)) endVisit();
    if (refusal?.code === "out-of-service") kiosk.noteFault(refusal.fault);
    // A sign-in may have opened the kiosk again; the main process knows.
    if (outcome === "closed") kiosk.noteClosed();
    if (outcome === "staff-signed-in") void kiosk.load();
    reading.value = false;
    arrival.value = refusal ?? null;
    screen.value = to === "KWT001" ? waiting.value : to;
  }

  return { screen, arrival, reading, leave };
}
