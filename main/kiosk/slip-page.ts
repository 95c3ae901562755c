import type { SlipRow, SlipWords } from "./slip-words.ts";

/** Papers for slips: width and height in millimetres; for a roll, the height of the longest slip. */
export const papers = { a5: [148, 210], "80mm": [80, 250] } as const;
export type Paper = keyof typeof papers;

/** Fills the built `slip.html`, which has the typeface and the style, with the words of one 控え. */
export function slipPage(template: string, slip: SlipWords, paper: Paper): string {
  const content = [
    `<header><p>${escaped(slip.bank)}</p><p>${escaped(slip.branch)}</p></header>`,
    `<h1><span>${escaped(slip.subject)}</span> <b>${escaped(slip.title)}</b></h1>`,
    list("facts", slip.rows),
    list("ids", slip.ids),
    `<section><h2>${escaped(slip.nextTitle)}</h2><ol>`,
    ...slip.next.map((step) => `<li>${escaped(step)}</li>`),
    `</ol></section>`,
    list("contact", [slip.contact]),
    `<footer>${slip.notes.map((note) => `<p>${escaped(note)}</p>`).join("")}</footer>`,
  ].join("\n");
  return template.replace("{paper}", () => `paper-${paper}`).replace("{slip}", () => content);
}

function list(name: string, rows: readonly SlipRow[]): string {
  const items = rows.map(
    ({ term, value }) => `<div><dt>${escaped(term)}</dt><dd>${escaped(value)}</dd></div>`,
  );
  return `<dl class="${name}">${items.join("")}</dl>`;
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

function escaped(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => entities[character] ?? "");
}
