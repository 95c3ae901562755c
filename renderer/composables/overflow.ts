import { onScopeDispose, readonly, ref } from "vue";
import type { Ref } from "vue";
import { useContentSize } from "./content-size.ts";

/**
 * Whether an element's content is higher than the element. Elements that appear because of this may take room from it,
 * so it is measured again without them after the customer has chosen another size or place.
 */
export function useOverflow(element: () => HTMLElement | null): Readonly<Ref<boolean>> {
  const overflows = ref(false);
  useContentSize(element, () => {
    const pane = element();
    overflows.value = pane !== null && pane.scrollHeight > pane.clientHeight + 1;
  });
  const choices = new MutationObserver(() => {
    overflows.value = false;
  });
  const choosable = ["lang", "data-text", "data-reach"];
  choices.observe(document.documentElement, { attributes: true, attributeFilter: choosable });
  onScopeDispose(() => {
    choices.disconnect();
  });
  return readonly(overflows);
}
