import { remembered, seenParts } from "./seen.ts";
import type { Part } from "./seen.ts";
import { crowded, cutThings, touching } from "./things.ts";

/** What an eye finds on a drawn screen that nothing is cut from: words for every such flaw. */
export function flaws(): readonly string[] {
  const root = document.querySelector("dialog[open]") ?? document.body;
  const lines = textLines(root);
  const seenPartOf = seenParts();
  return [
    ...cutLines(lines, seenPartOf),
    ...cutThings(root, seenPartOf),
    ...touching(root, seenPartOf),
    ...crowded(root),
    ...overlaps(lines, seenPartOf),
    ...brokenTitles(root),
    ...brokenValues(root),
    ...repeated(root),
    ...shrunken(root),
    ...manyPrimaries(root),
    ...manyAlerts(root),
  ];
}

interface Line {
  readonly text: string;
  readonly box: DOMRect;
  readonly around: Element;
}

/** Each line of each text that is drawn. */
function textLines(root: Element): readonly Line[] {
  const lines: Line[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { currentNode: node } = walker;
    const around = node.parentElement;
    const text = node.textContent?.trim() ?? "";
    if (around === null || text === "" || around.closest(".visually-hidden, svg, rt") !== null)
      continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects())
      if (box.width > 1 && box.height > 1) lines.push({ text, box, around });
  }
  return lines;
}

/** Half a line at the edge of a pane can't be read; a whole one that is missing there isn't missed. */
function cutLines(
  lines: readonly Line[],
  seenPartOf: (element: Element) => Part,
): readonly string[] {
  return lines.flatMap(({ text, box, around }) => {
    const { top, bottom } = seenPartOf(around);
    if (box.bottom <= top + 2 || box.top >= bottom - 2) return [];
    // The letters are well within the box of their line.
    const room = box.height / 6;
    const cut = box.top < top - room || box.bottom > bottom + room;
    return cut ? [`a line of 「${text}」 is cut at the edge of its pane`] : [];
  });
}

/** Letters on other letters; boxes of lines may meet by the room above and below the letters. */
function overlaps(
  lines: readonly Line[],
  seenPartOf: (element: Element) => Part,
): readonly string[] {
  const blockOf = remembered(blockAround);
  const seen = lines.filter(({ box, around }) => {
    const { top, bottom } = seenPartOf(around);
    return box.top >= top - 1 && box.bottom <= bottom + 1;
  });
  return seen.flatMap((line, at) =>
    seen.slice(at + 1).flatMap((other) => {
      const across =
        Math.min(line.box.right, other.box.right) - Math.max(line.box.left, other.box.left);
      const down =
        Math.min(line.box.bottom, other.box.bottom) - Math.max(line.box.top, other.box.top);
      const lower = Math.min(line.box.height, other.box.height);
      if (across <= 2 || down <= lower / 2) return [];
      // Furigana reach over what is beside their word.
      if (blockOf(line.around) === blockOf(other.around)) return [];
      return [`「${line.text}」 and 「${other.text}」 overlap`];
    }),
  );
}

function blockAround(element: Element): Element | null {
  let block: Element | null = element;
  while (block !== null && /^(?:inline$|ruby)/.test(getComputedStyle(block).display))
    block = block.parentElement;
  return block;
}

/** Titles whose lines end within a Japanese word. */
function brokenTitles(root: Element): readonly string[] {
  if (!document.documentElement.lang.startsWith("ja")) return [];
  const segmenter = new Intl.Segmenter("ja", { granularity: "word" });
  return [...root.querySelectorAll("h1, h2, h3, .label, button")].flatMap((title) => {
    const letters = lettersOf(title);
    const text = letters.map(({ letter }) => letter).join("");
    const starts = new Set(Array.from(segmenter.segment(text), ({ index }) => index));
    for (const { index } of text.matchAll(/パスワード|アドレス|トークン|キーボード|ページ/g))
      starts.add(index);
    const broken = letters.flatMap(({ box }, at) => {
      const before = letters[at - 1];
      if (before === undefined || box.top < before.box.top + before.box.height * 0.6) return [];
      return starts.has(at) ? [] : [at];
    });
    return broken.map((at) => `「${text.slice(0, at)}／${text.slice(at)}」 breaks within a word`);
  });
}

function lettersOf(title: Element): readonly { readonly letter: string; readonly box: DOMRect }[] {
  const letters: { letter: string; box: DOMRect }[] = [];
  const walker = document.createTreeWalker(title, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { currentNode: node } = walker;
    if (node.parentElement?.closest("rt, .visually-hidden, .required") !== null) continue;
    const text = node.textContent ?? "";
    for (let at = 0; at < text.length; at += 1) {
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const box = range.getBoundingClientRect();
      if (box.width > 0) letters.push({ letter: text.charAt(at), box });
    }
  }
  return letters;
}

/** Addresses and numbers in two lines, where their list has the room for one. */
function brokenValues(root: Element): readonly string[] {
  return [...root.querySelectorAll("dd")].flatMap((value) => {
    const text = value.textContent.trim();
    const range = document.createRange();
    range.selectNodeContents(value);
    const boxes = [...range.getClientRects()];
    const tops = new Set(boxes.map(({ top }) => Math.round(top)));
    if (!/^[\w.@+-]+$/.test(text) || tops.size < 2) return [];
    const needed = boxes.reduce((sum, { width }) => sum + width, 0);
    const room = (value.closest("dl")?.parentElement ?? value).clientWidth;
    const { paddingLeft, paddingRight } = getComputedStyle(value);
    const padding = parseFloat(paddingLeft) + parseFloat(paddingRight);
    return needed + padding + 8 < room ? [`「${text}」 breaks beside free room`] : [];
  });
}

/** Whole sentences that stand on the screen more than once. */
function repeated(root: Element): readonly string[] {
  const sentences = [...root.querySelectorAll("p, .reason")]
    .filter((each) => each.closest(".visually-hidden, [data-field], dl, ol") === null)
    .filter((each) => each.getClientRects().length > 0 && each.querySelector("p") === null)
    .map((each) => each.textContent.trim())
    .filter((text) => text.length > 12 && text.endsWith("。"));
  return [...new Set(sentences)]
    .filter((text) => sentences.filter((other) => other === text).length > 1)
    .map((text) => `「${text}」 is said more than once`);
}

/** Marks and boxes that are smaller than their letters. */
function shrunken(root: Element): readonly string[] {
  const letter = parseFloat(getComputedStyle(document.documentElement).fontSize);
  return [...root.querySelectorAll("input[type=checkbox], .mark, .cell")].flatMap((each) => {
    const { width, height } = each.getBoundingClientRect();
    if (width === 0 || each.closest("svg") !== null || each instanceof SVGElement) return [];
    const least = each.matches(".cell") ? 1.25 * letter : 1.5 * letter;
    const small = width < least || height < least;
    return small ? [`${each.className} is ${Math.round(width)} px wide beside ${letter} px`] : [];
  });
}

/** Buttons that are filled with the bank's colour: a screen has one next step. */
function manyPrimaries(root: Element): readonly string[] {
  const colour = bankColour(root);
  const filled = [...root.querySelectorAll("button")].filter(
    (button) =>
      button.matches(".primary:not(.disabled), .accept") &&
      getComputedStyle(button).backgroundColor === colour,
  );
  const names = filled.map((button) => `「${button.textContent.trim()}」`);
  return names.length > 1 ? [`${names.join(" and ")} are both primary`] : [];
}

function bankColour(root: Element): string {
  const sample = document.createElement("span");
  sample.style.color = "var(--bank)";
  root.append(sample);
  const { color } = getComputedStyle(sample);
  sample.remove();
  return color;
}

/** A refusal is announced once. */
function manyAlerts(root: Element): readonly string[] {
  const alerts = root.querySelectorAll("[role=alert]").length;
  return alerts > 1 ? [`${alerts} alerts at once`] : [];
}
