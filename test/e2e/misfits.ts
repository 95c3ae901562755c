/**
 * Words for everything on the screen that scrolls, leaves the window or its box, is covered or is under 44 px.
 * `[data-scrolls]` may scroll, and so may the pane above an open keyboard as long as the field in use is whole in
 * it. Of an open dialog's page the dialog alone counts.
 *
 * Runs in the page, so it is whole in itself.
 */
export function misfits(): readonly string[] {
  const found: string[] = [];
  const root = document.querySelector("dialog[open]") ?? document.body;
  const { clientWidth, clientHeight, scrollWidth, scrollHeight } = document.documentElement;
  if (scrollWidth > clientWidth || scrollHeight > clientHeight) found.push("the page scrolls");
  const pane = root.querySelector("[data-scroll]");
  const keyboard = root.querySelector("[data-keyboard]");
  const inUse = keyboard === null ? null : document.activeElement?.closest("[data-field]");
  const inPane = (element: Element): boolean => {
    if (pane?.contains(element) !== true) return true;
    const { top, bottom } = element.getBoundingClientRect();
    const edges = pane.getBoundingClientRect();
    // What the edges would cut is hidden.
    const { clipPath } = (pane as HTMLElement).style;
    const [, above, below] =
      /^polygon\(0(?:px)? ([\d.]+)px.* calc\(100% - ([\d.]+)px\)\)$/.exec(clipPath) ?? [];
    return (
      top >= edges.top + Number(above ?? 0) - 1 && bottom <= edges.bottom - Number(below ?? 0) + 1
    );
  };
  if (inUse && !inPane(inUse)) found.push("the field in use is not whole in view");
  const counts = (element: Element): boolean =>
    element.closest("[data-scrolls], .visually-hidden, svg *") === null &&
    (!inUse || inPane(element));
  const leavesWindow = (box: DOMRect): boolean =>
    box.left < 0 || box.top < 0 || box.right > clientWidth || box.bottom > clientHeight;

  const elements = [...root.querySelectorAll("*")].filter(counts);
  for (const element of elements) {
    if (element instanceof SVGElement || element instanceof HTMLInputElement) continue;
    const { overflowY } = getComputedStyle(element);
    const higher = element.scrollHeight > element.clientHeight + 1 && element.clientHeight > 0;
    const name = `${element.tagName} ${element.className}`;
    if (element === pane && inUse) continue;
    if (higher && /auto|scroll/.test(overflowY)) found.push(`${name} scrolls`);
    else if (higher && overflowY !== "visible") found.push(`${name} is cut off below`);
  }

  const words = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    const { currentNode: node } = words;
    const text = node.textContent?.trim() ?? "";
    let block = node.parentElement;
    if (text === "" || block === null || !counts(block)) continue;
    while (block !== null && /^(?:inline$|ruby)/.test(getComputedStyle(block).display))
      block = block.parentElement;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    if (box.width === 0 || block === null) continue;
    const around = block.getBoundingClientRect();
    if (leavesWindow(box)) found.push(`「${text}」 is cut off`);
    else if (box.right > around.right + 1) found.push(`「${text}」 leaves its box`);
  }

  for (const element of elements.filter((each) => each.matches("button, input, img, [role=img]"))) {
    const target = element.closest("label") ?? element;
    const box = target.getBoundingClientRect();
    if (box.width === 0) continue;
    const label = `${element.tagName} ${element.getAttribute("aria-label") ?? target.textContent.trim()}`;
    if (leavesWindow(box)) {
      found.push(`${label} is cut off`);
      continue;
    }
    if (!element.matches("button, input")) continue;
    if (box.width < 44 || box.height < 44) found.push(`${label} is under 44 px`);
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    if (top !== null && !target.contains(top)) found.push(`${label} is covered`);
  }
  return found;
}
