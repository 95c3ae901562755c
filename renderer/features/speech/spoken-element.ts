import { fieldOf, spelled } from "./spoken-field.ts";
import type { SpeechWords } from "./speech-words.ts";
import { spokenParts } from "./spoken-text.ts";

/** Roles whose name is their content (WAI-ARIA 1.2, 5.2.8.5); the content of other roles is never read. */
const namedByContent =
  "button, a[href], summary, h1, h2, h3, [role=button], [role=link], [role=tab]";

/**
 * The words for an element in focus: group, name, role, state, entry, description, and the text of a pane that is read
 * there. For a field whose kind isn't public, neither its entry nor its keys are read.
 */
export function describe(element: Element, words: SpeechWords): string[] {
  const key = keyWords(element, words);
  if (key !== null) return key;
  const name = nameOf(element);
  const described = referred(element, "aria-describedby");
  return [
    ...groupOf(element),
    ...name,
    ...roleOf(element, words),
    ...stateOf(element, words),
    ...enteredIn(element, words),
    ...described,
    ...(element.matches("[data-spoken=focus]") ? spokenParts(element) : []),
  ];
}

/** A dialog's title and its whole text. */
export function describeDialog(dialog: Element, words: SpeechWords): string[] {
  return [
    ...nameOf(dialog),
    ...referred(dialog, "aria-describedby"),
    ...describePart(dialog, words),
  ];
}

/** A screen's title and its whole text. */
export function describeScreen(screen: Element, words: SpeechWords): string[] {
  const title = screen.querySelector("h1");
  return [...(title === null ? [] : spokenParts(title)), ...describePart(screen, words)];
}

/**
 * The words for a part of the page when the focus enters it: its texts that are marked `data-spoken`, in their order,
 * and which buttons are disabled and why. Texts marked `data-spoken="focus"` are spoken only in focus, see {@link
 * describe}.
 */
export function describePart(part: Element, words: SpeechWords): string[] {
  const within = (selector: string): Element[] =>
    [part, ...part.querySelectorAll(selector)].filter((each) => each.matches(selector));
  return [
    ...within("[data-spoken='']").flatMap((each) => toWriteDown(each, words)),
    ...within("button[aria-disabled][aria-describedby]").flatMap((button) =>
      describe(button, words),
    ),
  ];
}

/** An element's words; numbers are read digit by digit and addresses sign by sign. */
function toWriteDown(element: Element, words: SpeechWords): string[] {
  return spokenParts(element).map((part) => {
    if (/^\d+$/.test(part)) return Array.from(part).join(" ");
    return /^\S+[.@]\w+$/.test(part) ? spelled(part, words) : part;
  });
}

/** For a key that enters text: the text, but in a secret field only that it is such a key. */
function keyWords(element: Element, words: SpeechWords): string[] | null {
  const kind = element.getAttribute("data-key");
  if (kind !== "character" && kind !== "shortcut") return null;
  const board = element.closest("[data-kind]");
  if (board === null || !fieldOf(board).open) return [words.secretKey];
  return spokenParts(element).map((text) => spelled(text, words));
}

function nameOf(element: Element): string[] {
  const labelled = referred(element, "aria-labelledby");
  if (labelled.length > 0) return labelled;
  const label = element.getAttribute("aria-label") ?? "";
  if (label !== "") return [label];
  if (isControl(element)) return [...(element.labels ?? [])].flatMap(spokenParts);
  return element.matches(namedByContent) ? spokenParts(element) : [];
}

function isControl(
  element: Element,
): element is HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement {
  return element.matches("input, select, textarea");
}

function referred(element: Element, attribute: string): string[] {
  const ids = (element.getAttribute(attribute) ?? "").split(/\s+/);
  return ids.flatMap((id) => {
    const found = id === "" ? null : document.getElementById(id);
    return found === null ? [] : spokenParts(found);
  });
}

function groupOf(element: Element): string[] {
  if (!element.matches("[type=radio]")) return [];
  const group = element.closest("[role=radiogroup], fieldset");
  const legend = group?.querySelector("legend") ?? null;
  if (legend !== null) return spokenParts(legend);
  return group === null ? [] : nameOf(group);
}

function roleOf(element: Element, words: SpeechWords): string[] {
  if (element.matches("[type=radio]")) return [words.radio];
  if (element.matches("[type=checkbox], [role=switch]")) return [words.checkbox];
  if (isControl(element)) return [words.textbox];
  if (element.matches("button, summary, [role=button]")) return [words.button];
  return element.matches("a[href], [role=link]") ? [words.link] : [];
}

function stateOf(element: Element, words: SpeechWords): string[] {
  const aria = (name: string): string | null => element.getAttribute(`aria-${name}`);
  const chosen = element.matches("[type=radio], [type=checkbox]")
    ? element.matches(":checked")
    : (aria("pressed") ?? aria("checked") ?? aria("selected"));
  const states: string[] = [];
  if (chosen !== null) states.push(String(chosen) === "true" ? words.chosen : words.notChosen);
  if (aria("busy") === "true") states.push(words.busy);
  else if (aria("disabled") === "true") states.push(words.disabled);
  return states;
}

function enteredIn(element: Element, words: SpeechWords): string[] {
  if (!element.matches("input:not([type=radio], [type=checkbox])")) return [];
  const field = fieldOf(element);
  if (!field.open) return [words.secretField];
  return [field.text === "" ? words.empty : `${words.entered} ${spelled(field.text, words)}`];
}
