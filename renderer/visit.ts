import { computed, watch } from "vue";
import type { ComputedRef, Ref } from "vue";
import { useIdle } from "./composables/idle.ts";
import { usePaced } from "./composables/paced.ts";
import { handlesPhone, isStaffs } from "./flow.ts";
import type { ScreenId } from "./flow.ts";
import { useChoicesStore } from "./stores/choices.ts";
import { useKioskStore } from "./stores/kiosk.ts";
import { wipeStores } from "./stores/lifetime.ts";
import { useSessionStore } from "./stores/session.ts";
import { useStaffStore } from "./stores/staff.ts";

/**
 * The interval of reports of touches to the main process, which ends a session by itself: well within the shortest time
 * of a session.
 */
const reportIntervalMs = 15_000;

/**
 * The user is forgotten on this side at once, whatever the main process answers. A user who was signing in may be signed
 * in there by now: the sign-out is sent after that request.
 */
export function endSession(): void {
  const session = useSessionStore();
  const staff = useStaffStore();
  if (session.stage !== "nobody" || session.busy) void session.signOut();
  if (staff.member !== null || staff.busy) void staff.signOut();
  wipeStores("session");
}

/** The user has gone: their choices are reset, too. */
export function endVisit(): void {
  wipeStores("visit");
}

/** Where the user is, and what they are about. */
interface Place {
  readonly screen: Readonly<Ref<ScreenId>>;
  /** The customer is busy with the phone: no touch is expected. */
  readonly reading: Readonly<Ref<boolean>>;
  /** 「文字の大きさ・言語」 is open. */
  readonly choosing: Ref<boolean>;
  /** Called when a user has gone without a word. */
  readonly leave: () => void;
}

/** The time of a visit, which ends without a touch: a warning, and the way to stay. */
export function useVisitTime({ screen, reading, choosing, leave }: Place): {
  readonly warning: Readonly<Ref<boolean>>;
  readonly secondsLeft: ComputedRef<number>;
  stay(): void;
} {
  const kiosk = useKioskStore();
  const session = useSessionStore();
  const staff = useStaffStore();
  const choices = useChoicesStore();

  const idleSeconds = computed(() => {
    const { profile } = kiosk;
    if (profile === null) return 0;
    // The staff's time includes its warning, so that it bounds the time in which a passer-by could use their session.
    if (isStaffs(screen.value)) return profile.staffIdleSeconds - profile.idleWarningSeconds;
    return handlesPhone(screen.value) ? profile.phoneIdleSeconds : profile.idleSeconds;
  });
  const reportTouch = usePaced(() => {
    if (session.stage !== "nobody" || staff.member !== null) void session.prolong();
  }, reportIntervalMs);
  const { warning, secondsLeft, expired, stay } = useIdle({
    idleSeconds,
    warningSeconds: () => kiosk.profile?.idleWarningSeconds ?? 0,
    enabled: () => screen.value !== "KWT001" && screen.value !== "KST008" && !reading.value,
    onSign: reportTouch,
  });
  watch(expired, (over) => {
    if (over) leave();
  });

  /** No user is signed in at 待機, but the choices made there are reset before the next user. */
  const { expired: choicesLeft } = useIdle({
    idleSeconds,
    warningSeconds: 0,
    enabled: () => screen.value === "KWT001" && (choices.changed || choosing.value),
  });
  watch(choicesLeft, (over) => {
    if (!over) return;
    endVisit();
    choosing.value = false;
  });
  return { warning, secondsLeft, stay };
}
