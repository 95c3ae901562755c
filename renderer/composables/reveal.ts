const margin = 16;

/**
 * Scrolls the pane around `field` (`[data-scroll]`) to the first of these places at which the field is completely
 * visible: the pane's beginning, that of the field's section, that of the field. So the customer sees as much as fits
 * of the content before the field, and no line is cut at the top. For a field higher than the pane, the entry is
 * visible, and as much of its refusal as fits.
 */
export function reveal(field: Element): void {
  const pane = paneAround(field);
  if (pane === null) return;
  const origin = pane.getBoundingClientRect().top - pane.scrollTop;
  const section = field.closest("section") ?? field;
  const { top, bottom } = field.getBoundingClientRect();
  const places = [0, section.getBoundingClientRect().top - origin - margin, top - origin - margin];
  const end = bottom - origin + margin - pane.clientHeight;
  const entry = (field.querySelector("input") ?? field).getBoundingClientRect();
  const last = Math.min(end, entry.top - origin - margin);
  pane.scrollTop = places.find((place) => end <= place) ?? last;
}

/** Which of the surrounding panes scrolls depends on the customer's choices. */
function paneAround(field: Element): Element | null {
  let pane = field.closest("[data-scroll]");
  while (pane !== null && getComputedStyle(pane).overflowY !== "auto")
    pane = pane.parentElement?.closest("[data-scroll]") ?? null;
  return pane;
}
