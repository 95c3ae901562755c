import { onScopeDispose, watch } from "vue";

/** What is shown whole or not at all: lines of text by themselves, and boxes with what is written in them. */
const blocks = "p, h1, h2, h3, dt, dd, li, label, button, time, .hint, .required, .reason, .cell";

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
  let start = top + pane.clientTop;
  let end = Math.min(start + pane.clientHeight, bottom);
  const isSeen = (box: DOMRect): boolean => box.bottom > start && box.top < end;
  const lines = [...pane.querySelectorAll<HTMLElement>(blocks)]
    .map((block) => ({ block, box: block.getBoundingClientRect() }))
    .filter(({ box }) => isSeen(box))
    .flatMap(({ block, box }) => linesOf(block, box));
  let [above, below] = [0, 0];
  // What hides one line may cut another beside it.
  for (let rounds = 0; rounds < 12; rounds += 1) {
    const seen = lines.filter(isSeen);
    // The letters are well within the box of their line.
    const over = seen.filter(
      (line) => line.bottom > start + 1 && line.top < start - line.height / 8,
    );
    const under = seen.filter((line) => line.top < end - 1 && line.bottom > end + line.height / 8);
    if (over.length === 0 && under.length === 0) break;
    start = Math.max(start, ...over.map((line) => line.bottom));
    end = Math.min(end, ...under.map((line) => line.top));
    [above, below] = [start - top, bottom - end];
  }
  return [above, below];
}

/** Of its own text alone: other blocks within it have theirs, and furigana go with their word. */
function linesOf(block: HTMLElement, box: DOMRect): readonly DOMRect[] {
  if (block.matches("button, .cell")) return [box];
  const lines: DOMRect[] = [];
  const texts = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { currentNode: text } = texts;
    if (text.parentElement?.closest(`rt, ${blocks}`) !== block) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    lines.push(...range.getClientRects());
  }
  return lines;
}
