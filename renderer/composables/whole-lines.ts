import { onScopeDispose, watch } from "vue";
import { useContentSize } from "./content-size.ts";

/** What is shown whole or not at all: boxes with what is in them, and lines of text by themselves. */
const boxes = "button, input, progress, svg, img, .cell, .mark";
const blocks = `p, h1, h2, h3, dt, dd, li, label, time, .hint, .required, .reason, ${boxes}`;

/**
 * Hides what the edges of a scrolled pane would cut: half a line can't be read, half a picture not understood, and both
 * look like a mistake. The pane's `clip-path` cuts them off, and leaves its scroll mark.
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

  useContentSize(element, soon);
  // Another typeface's letters may be higher within lines of the same height.
  document.fonts.addEventListener("loadingdone", soon);
  const words = new MutationObserver(soon);
  watch(
    element,
    (now) => {
      words.disconnect();
      pane?.removeEventListener("scroll", soon);
      pane = now;
      if (now === null) return;
      now.addEventListener("scroll", soon, { passive: true });
      words.observe(now, { childList: true, subtree: true, characterData: true });
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    document.fonts.removeEventListener("loadingdone", soon);
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
  const height = end - start;
  const isSeen = (part: Pick<Part, "top" | "bottom">): boolean =>
    part.bottom > start && part.top < end;
  const parts = [...pane.querySelectorAll(blocks)]
    .map((block) => ({ block, box: block.getBoundingClientRect() }))
    .filter(({ box }) => isSeen(box))
    .flatMap(({ block, box }) => partsOf(block, box))
    // What is higher can only be seen part by part.
    .filter((part) => part.height <= height);
  let [above, below] = [0, 0];
  // What hides one part may cut another beside it.
  for (let rounds = 0; rounds < 12; rounds += 1) {
    const seen = parts.filter(isSeen);
    const over = seen.filter((part) => part.bottom > start + 1 && part.top < start - part.room);
    const under = seen.filter((part) => part.top < end - 1 && part.bottom > end + part.room);
    if (over.length === 0 && under.length === 0) break;
    start = Math.max(start, ...over.map((part) => part.bottom));
    end = Math.min(end, ...under.map((part) => part.top));
    [above, below] = [start - top, bottom - end];
  }
  return [above, below];
}

interface Part extends Pick<DOMRect, "top" | "bottom" | "height"> {
  /** What may be cut of it and isn't missed. */
  readonly room: number;
}

/** A box, or lines of a block's own text alone: other blocks within it have theirs, and furigana go with their word. */
function partsOf(block: Element, box: DOMRect): readonly Part[] {
  if (block.matches(boxes)) return [partOf(box, 1)];
  const lines: Part[] = [];
  const texts = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { currentNode: text } = texts;
    if (text.parentElement?.closest(`rt, ${blocks}`) !== block) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    // The letters are well within the box of their line.
    for (const line of range.getClientRects()) lines.push(partOf(line, line.height / 8));
  }
  return lines;
}

function partOf({ top, bottom, height }: DOMRect, room: number): Part {
  return { top, bottom, height, room };
}
