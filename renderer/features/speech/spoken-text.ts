/** Parts that aren't read: furigana, visual signs, and texts that must not be spoken (`data-unspoken`). */
const unread = "rt, rp, [hidden], [aria-hidden='true'], [data-unspoken], script, style";

const blocks = /^(?:P|DIV|LI|UL|OL|DL|DT|DD|H[1-6]|SECTION|HEADER|FOOTER|BR|TR|TD|TH|TABLE)$/;

/** An element's words as they are read aloud, a part for each paragraph. */
export function spokenParts(element: Element): string[] {
  const parts = [""];
  const cut = (): void => {
    if (parts.at(-1) !== "") parts.push("");
  };
  const walk = (node: Node): void => {
    if (node instanceof Text) {
      parts.push(`${parts.pop() ?? ""}${node.data}`);
      return;
    }
    if (!(node instanceof Element) || node.matches(unread)) return;
    const label = node.getAttribute("role") === "img" ? node.getAttribute("aria-label") : null;
    if (label !== null) {
      parts.push(`${parts.pop() ?? ""}${label}`);
      return;
    }
    const block = blocks.test(node.tagName);
    if (block) cut();
    for (const child of node.childNodes) walk(child);
    if (block) cut();
  };
  if (element.closest(unread) === null) for (const child of element.childNodes) walk(child);
  return parts.map((part) => part.replaceAll(/\s+/g, " ").trim()).filter((part) => part !== "");
}

/** Joins parts into one text, each once, with a pause between those that don't end in one. */
export function joined(parts: readonly string[], pause: string): string {
  let text = "";
  const between = /^\p{ASCII}/u.test(pause) ? `${pause} ` : pause;
  for (const part of new Set(parts)) {
    if (part === "") continue;
    if (text !== "") text += /\p{Terminal_Punctuation}$/u.test(text) ? " " : between;
    text += part;
  }
  return text;
}
