import { onScopeDispose, readonly, ref, watch } from "vue";
import type { Ref } from "vue";

/**
 * Whether an element's content is higher than the element. Elements that appear because of this may take room from it,
 * so it is measured again without them after the customer has chosen another size or place.
 */
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
  const choices = new MutationObserver(() => {
    overflows.value = false;
  });
  const choosable = ["lang", "data-text", "data-reach"];
  choices.observe(document.documentElement, { attributes: true, attributeFilter: choosable });
  onScopeDispose(() => {
    observer.disconnect();
    choices.disconnect();
  });
  return readonly(overflows);
}
