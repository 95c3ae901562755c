const margin = 16;

/**
 * Scrolls the pane around `field` (`[data-scroll]`) to the first of these places at which the field
 * is whole: the pane's beginning, that of the field's section, that of the field. So the customer
 * sees as much as fits of what stands before the field, and no line is cut at the top.
 */
export function reveal(field: Element): void {
  const pane = field.closest("[data-scroll]");
  if (pane === null) return;
  const origin = pane.getBoundingClientRect().top - pane.scrollTop;
  const section = field.closest("section") ?? field;
  const { top, bottom } = field.getBoundingClientRect();
  const places = [0, section.getBoundingClientRect().top - origin - margin, top - origin - margin];
  const fits = (place: number): boolean => bottom - origin + margin - place <= pane.clientHeight;
  pane.scrollTop = places.find(fits) ?? top - origin - margin;
}
