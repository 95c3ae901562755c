import type { Part } from "./seen.ts";

/** What a thing is called in a flaw. */
function nameOf(thing: Element): string {
  const words = thing.getAttribute("aria-label") ?? thing.textContent.trim();
  const own = thing.getAttribute("name") ?? thing.getAttribute("class") ?? "";
  return `${thing.tagName.toLowerCase()} ${words === "" ? own : `「${words}」`}`;
}

/** Pictures, icons and entries of which the edge of a pane shows a part. One that is higher than its pane must be. */
export function cutThings(
  root: Element,
  seenPartOf: (element: Element) => Part,
): readonly string[] {
  const things = [...root.querySelectorAll("svg, img, canvas, progress, input, .mark")];
  return things.flatMap((thing) => {
    const box = thing.getBoundingClientRect();
    if (box.width < 2 || thing.parentElement?.closest("svg, .visually-hidden")) return [];
    const { top, bottom } = seenPartOf(thing.parentElement ?? thing);
    if (box.bottom <= top + 2 || box.top >= bottom - 2 || box.height > bottom - top) return [];
    const cut = box.top < top - 2 || box.bottom > bottom + 2;
    return cut ? [`${nameOf(thing)} is cut at the edge of its pane`] : [];
  });
}

/** Fingers are broad: between targets there is a gap. */
const gap = 8;

/** Targets of which the parts that are seen are nearer to each other than the gap. */
export function touching(root: Element, seenPartOf: (element: Element) => Part): readonly string[] {
  const targets = [...root.querySelectorAll("button, input, a[href]")]
    .map((each) => each.closest("label") ?? each)
    .flatMap((target) => {
      const box = target.getBoundingClientRect();
      const seen = seenPartOf(target.parentElement ?? target);
      const [top, bottom] = [Math.max(box.top, seen.top), Math.min(box.bottom, seen.bottom)];
      if (box.width < 2 || bottom - top < 2) return [];
      return [{ target, left: box.left, right: box.right, top, bottom }];
    });
  return targets.flatMap((one, at) =>
    targets.slice(at + 1).flatMap((other) => {
      if (one.target === other.target) return [];
      const across = Math.max(one.left, other.left) - Math.min(one.right, other.right);
      const down = Math.max(one.top, other.top) - Math.min(one.bottom, other.bottom);
      const between = Math.max(across, down);
      if (between > gap - 0.5) return [];
      return [
        `${nameOf(one.target)} and ${nameOf(other.target)} are ${between.toFixed(1)} px apart`,
      ];
    }),
  );
}

/** Buttons whose words reach their edge. */
export function crowded(root: Element): readonly string[] {
  return [...root.querySelectorAll("button")].flatMap((button) => {
    const box = button.getBoundingClientRect();
    if (box.width < 2) return [];
    const { borderLeftWidth, borderTopWidth } = getComputedStyle(button);
    const [beside, above] = [parseFloat(borderLeftWidth) + 2, parseFloat(borderTopWidth)];
    const range = document.createRange();
    range.selectNodeContents(button);
    const full = [...range.getClientRects()].some(
      (words) =>
        words.width > 2 &&
        (words.left < box.left + beside ||
          words.right > box.right - beside ||
          words.top + words.height / 6 < box.top + above ||
          words.bottom - words.height / 6 > box.bottom - above),
    );
    return full ? [`the words of ${nameOf(button)} reach its edge`] : [];
  });
}
