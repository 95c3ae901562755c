import { onScopeDispose, watch } from "vue";

/** What is shown whole or not at all: lines of text by themselves, and buttons with what is written on them. */
const blocks = "p, h1, h2, h3, dt, dd, li, label, button, .hint, .required";

/**
 * Hides what the edges of a scrolled pane would cut: half a line can't be read, and looks like a mistake. The
 * pane's `clip-path` cuts them off, and leaves its scroll mark.
 */
export function useWholeLines(element: () => HTMLElement | null): void {
  let pane: HTMLElement | null = null;
  let frame = 0;

  function measure(): void {
    frame = 0;
    if (pane === null) return;
    const [above, below] = cuts(pane);
    if (above < 1 && below < 1) {
      pane.style.removeProperty("clip-path");
      return;
    }
    const bar = `calc(100% - ${pane.offsetWidth - pane.clientWidth}px)`;
    const end = `calc(100% - ${below}px)`;
    pane.style.clipPath = `polygon(0 ${above}px, ${bar} ${above}px, ${bar} 0, 100% 0, 100% 100%, ${bar} 100%, ${bar} ${end}, 0 ${end})`;
  }

  function soon(): void {
    if (frame === 0) frame = requestAnimationFrame(measure);
  }

  const observer = new ResizeObserver(soon);
  const words = new MutationObserver(soon);
  watch(
    element,
    (now) => {
      observer.disconnect();
      words.disconnect();
      pane?.removeEventListener("scroll", soon);
      pane = now;
      if (now === null) return;
      now.addEventListener("scroll", soon, { passive: true });
      observer.observe(now);
      for (const part of now.children) observer.observe(part);
      words.observe(now, { childList: true, subtree: true, characterData: true });
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    observer.disconnect();
    words.disconnect();
    pane?.removeEventListener("scroll", soon);
    cancelAnimationFrame(frame);
  });
}

/** The heights at the pane's outer edges, above and below, that show a part of a line. */
function cuts(pane: HTMLElement): readonly [above: number, below: number] {
  if (pane.scrollHeight <= pane.clientHeight + 1) return [0, 0];
  const { top, bottom } = pane.getBoundingClientRect();
  const start = top + pane.clientTop;
  const end = Math.min(start + pane.clientHeight, bottom);
  let [above, below] = [0, 0];
  for (const block of pane.querySelectorAll<HTMLElement>(blocks)) {
    const box = block.getBoundingClientRect();
    if (box.bottom <= start || box.top >= end || (box.top >= start && box.bottom <= end)) continue;
    for (const line of linesOf(block, box)) {
      // The letters are well within the box of their line.
      const room = line.height / 8;
      if (line.bottom > start + 1 && line.top < start - room)
        above = Math.max(above, line.bottom - top);
      if (line.top < end - 1 && line.bottom > end + room)
        below = Math.max(below, bottom - line.top);
    }
  }
  return [above, below];
}

function linesOf(block: HTMLElement, box: DOMRect): readonly DOMRect[] {
  if (block.matches("button")) return [box];
  const range = document.createRange();
  range.selectNodeContents(block);
  // What holds other blocks has its lines in them.
  return block.querySelector(blocks) === null ? [...range.getClientRects()] : [];
}
