import { onMounted, onScopeDispose } from "vue";

/** Does `work` again and again after so many seconds, from when the component is shown until it is gone. */
export function useEvery(seconds: number, work: () => void): void {
  let timer: ReturnType<typeof setInterval> | undefined;
  onMounted(() => {
    timer = setInterval(work, seconds * 1_000);
  });
  onScopeDispose(() => {
    clearInterval(timer);
  });
}
