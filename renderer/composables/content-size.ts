import { onScopeDispose, watch } from "vue";

/** Calls `changed` when an element or a part of its content has got another size. Its parts may be exchanged. */
export function useContentSize(element: () => HTMLElement | null, changed: () => void): void {
  const sizes = new ResizeObserver(changed);
  const parts = new MutationObserver((records) => {
    for (const { addedNodes } of records)
      for (const node of addedNodes) if (node instanceof Element) sizes.observe(node);
  });
  watch(
    element,
    (now) => {
      sizes.disconnect();
      parts.disconnect();
      if (now === null) return;
      parts.observe(now, { childList: true });
      for (const part of [now, ...now.children]) sizes.observe(part);
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    sizes.disconnect();
    parts.disconnect();
  });
}
