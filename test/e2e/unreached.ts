/**
 * Words for every control that is too high, cut or hidden for good, and for every pane that is cut sideways, where
 * letters are larger or controls low: then a screen may scroll. `mustBeLow`: controls belong below the middle.
 *
 * Runs in the page, so it is whole in itself.
 */
export async function unreached(mustBeLow: boolean): Promise<readonly string[]> {
  const found: string[] = [];
  // A field comes into view with its focus.
  const used = document.activeElement;
  if (used instanceof HTMLInputElement) {
    used.blur();
    used.focus();
    // The buttons that scroll come a frame after what overflows, and the field follows a frame later.
    for (let frame = 0; frame < 5; frame += 1)
      await new Promise((drawn) => requestAnimationFrame(drawn));
  }
  const clip = (element: Element) => {
    const box = element.getBoundingClientRect();
    let [top, bottom] = [Math.max(0, box.top), Math.min(innerHeight, box.bottom)];
    for (let at = element.parentElement; at !== null; at = at.parentElement) {
      if (getComputedStyle(at).overflowY === "visible") continue;
      const pane = at.getBoundingClientRect();
      if (pane.height === 0) continue;
      [top, bottom] = [Math.max(top, pane.top), Math.min(bottom, pane.bottom)];
      // Nothing around an open dialog cuts it.
      if (at.matches("dialog[open]")) break;
    }
    return { top, bottom, box };
  };
  const { scrollWidth, scrollHeight } = document.documentElement;
  if (scrollWidth > innerWidth || scrollHeight > innerHeight) found.push("the page scrolls");
  for (const pane of document.querySelectorAll("[data-scroll]"))
    if (pane.scrollWidth > pane.clientWidth + 1) {
      const edge = pane.getBoundingClientRect().left + pane.clientWidth + 1;
      const wide = Array.from(pane.querySelectorAll("*")).findLast(
        (part) => part.getBoundingClientRect().right > edge,
      );
      found.push(`${pane.className} is cut sideways at ${wide?.outerHTML.slice(0, 80) ?? "?"}`);
    }
  const controls = "button, input, [tabindex='0'], a[href]";
  for (const control of document.querySelectorAll<HTMLElement>(controls)) {
    const { top, bottom, box } = clip(control);
    if (box.width === 0) continue;
    const name = control.getAttribute("aria-label") ?? control.textContent.trim();
    const label = `${control.tagName} ${name}${control.getAttribute("name") ?? ""}`;
    if (box.left < -1 || box.right > innerWidth + 1) found.push(`${label} is cut sideways`);
    const seen = bottom - top;
    const inPane = control.closest("[data-scroll]") !== null;
    if (seen < box.height - 1 && !inPane) found.push(`${label} is cut`);
    if (mustBeLow && seen > 1 && top < innerHeight / 2 - 1) found.push(`${label} is too high`);
    if (control === used && seen < box.height - 12) found.push(`${label} is used and not seen`);
    if (control.matches("button") && (box.width < 43.5 || box.height < 43.5))
      found.push(`${label} is under 44 px: ${box.width} × ${box.height}`);
  }
  return found;
}
