/** How a pane hides what its edges would cut, with the heights. */
const clipped = /^polygon\(0(?:px)? ([\d.]+)px.* 0(?:px)? calc\(100% - ([\d.]+)px\)\)$/;

/** The top and bottom of a part of the screen. */
export interface Part {
  readonly top: number;
  readonly bottom: number;
}

/**
 * The part of the screen in which content of an element can be seen, by panes and by the clips of panes. Each element is
 * asked once, as most of what is around it is around others too.
 */
export function seenParts(): (element: Element) => Part {
  const seenPartOf = remembered((element: Element): Part => {
    const parent = element.matches("dialog[open]") ? null : element.parentElement;
    let { top, bottom } = parent === null ? { top: 0, bottom: innerHeight } : seenPartOf(parent);
    const { overflowY } = getComputedStyle(element);
    const clipPath = element instanceof HTMLElement ? element.style.clipPath : "";
    const { top: above, bottom: below } = element.getBoundingClientRect();
    if (overflowY !== "visible" && element.clientHeight > 0)
      [top, bottom] = [Math.max(top, above), Math.min(bottom, below)];
    const clip = clipped.exec(clipPath);
    if (clip !== null)
      [top, bottom] = [
        Math.max(top, above + Number(clip[1])),
        Math.min(bottom, below - Number(clip[2])),
      ];
    return { top, bottom };
  });
  return seenPartOf;
}

/** The same answers, each found once; for as long as nothing moves. */
export function remembered<T>(ask: (element: Element) => T): (element: Element) => T {
  const known = new Map<Element, T>();
  return (element) => {
    if (!known.has(element)) known.set(element, ask(element));
    return known.get(element) as T;
  };
}
