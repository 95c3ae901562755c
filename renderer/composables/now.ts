import { onScopeDispose, readonly, ref, toValue, watch } from "vue";
import type { MaybeRefOrGetter, Ref } from "vue";

/**
 * The kiosk's clock in epoch milliseconds, updated at each full second. `offsetMs`: the kiosk's clock minus this page's
 * `Date.now()`.
 */
export function useNow(offsetMs: MaybeRefOrGetter<number>): Readonly<Ref<number>> {
  const now = ref(Date.now() + toValue(offsetMs));
  let timer: ReturnType<typeof setTimeout> | undefined;

  function tick(): void {
    clearTimeout(timer);
    now.value = Date.now() + toValue(offsetMs);
    timer = setTimeout(tick, 1000 - (((now.value % 1000) + 1000) % 1000));
  }

  watch(() => toValue(offsetMs), tick, { immediate: true });
  onScopeDispose(() => {
    clearTimeout(timer);
  });
  return readonly(now);
}

const hoursToSeconds = new Intl.DateTimeFormat("ja-JP", {
  timeZone: "Asia/Tokyo",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
});

const hoursToMinutes = new Intl.DateTimeFormat("ja-JP", {
  timeZone: "Asia/Tokyo",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

/** 「20:15」, in Japan's time zone, from epoch milliseconds. */
export function minuteOfDay(nowMs: number): string {
  return hoursToMinutes.format(nowMs);
}

/** 「20:15:30」, in Japan's time zone, from epoch milliseconds. */
export function timeOfDay(nowMs: number): string {
  return hoursToSeconds.format(nowMs);
}
