import { onScopeDispose, readonly, ref, watch } from "vue";
import type { Ref } from "vue";

/** Whether an element has more in it than it shows from top to bottom. */
export function useOverflow(element: () => HTMLElement | null): Readonly<Ref<boolean>> {
  const overflows = ref(false);
  const observer = new ResizeObserver(() => {
    const pane = element();
    overflows.value = pane !== null && pane.scrollHeight > pane.clientHeight + 1;
  });
  watch(
    element,
    (pane) => {
      observer.disconnect();
      if (pane === null) return;
      observer.observe(pane);
      for (const part of pane.children) observer.observe(part);
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    observer.disconnect();
  });
  return readonly(overflows);
}
