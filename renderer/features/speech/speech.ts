import { onScopeDispose, watch } from "vue";
import { systemSpeech } from "./speech-engine.ts";
import type { SpeechEngine } from "./speech-engine.ts";
import type { SpeechWords } from "./speech-words.ts";
import { describe, describeDialog, describePart, describeScreen } from "./spoken-element.ts";
import { editWords, fieldOf } from "./spoken-field.ts";
import type { SpokenField } from "./spoken-field.ts";
import { joined, spokenParts } from "./spoken-text.ts";

export interface SpeechOptions {
  /** Whether the customer has chosen the guidance. */
  readonly chosen: () => boolean;
  /** The tag (BCP 47) of the language of the screens. */
  readonly language: () => string;
  /** The words in that language. */
  readonly words: () => SpeechWords;
  /** Removes the furigana of a text. */
  readonly plain: (text: string) => string;
  readonly engine?: SpeechEngine;
}

const regions = "[role=alert], [role=status], [aria-live=polite], [aria-live=assertive]";
/** The events that may edit a field; `begins` precede the edit, and `ends` follow it. */
const begins = ["beforeinput", "pointerdown", "click", "keydown"] as const;
const ends = [...begins, "input"] as const;

/**
 * Speaks, while it is chosen and the language has a voice, the changes of the document: a new screen or stage of it, a
 * dialog, the element in focus, live regions, edits. It is independent of the screens: it reads roles, names and
 * `data-*` alone. The changes of one turn are one utterance, and a new utterance replaces the one before.
 */
export function useSpeech({
  chosen,
  language,
  words,
  plain,
  engine = systemSpeech(),
}: SpeechOptions): void {
  const on = (): boolean => chosen() && engine.readiness(language()) === "ready";
  let timer: ReturnType<typeof setTimeout> | undefined;
  let screen: Element | null = null;
  let dialog: Element | null = null;
  let focused: Element | null = null;
  let opening: string[] = [];
  let announced: string[] = [];
  let added: string[] = [];
  /** The field that keys enter into: it stays the same while the focus is on the keys. */
  let input: HTMLInputElement | null = null;
  let before: SpokenField | null = null;

  function soon(): void {
    timer ??= setTimeout(speak);
  }

  function speak(): void {
    timer = undefined;
    const parts = [...opening, ...arrival(), ...announced, ...added];
    if (focused?.isConnected === true && !isTitle(focused))
      parts.push(...describe(focused, words()));
    opening = [];
    announced = [];
    added = [];
    focused = null;
    const text = joined(parts, words().pause);
    if (text !== "") engine.say(plain(text), language());
  }

  /** A dialog that has opened, or a screen that is new, or visible again after a dialog. */
  function arrival(): string[] {
    const open = dialogInUse();
    const shown = screenShown();
    const isNewDialog = open !== null && open !== dialog;
    const isNewScreen = open === null && shown !== null && (shown !== screen || dialog !== null);
    if (open === null) screen = shown;
    dialog = open;
    if (isNewDialog) return describeDialog(open, words());
    return isNewScreen ? describeScreen(shown, words()) : [];
  }

  /** The dialog that has opened last. */
  function dialogInUse(): Element | null {
    return [...document.querySelectorAll("dialog[open]")].at(-1) ?? null;
  }

  /** Null while the screen still loads its content. */
  function screenShown(): Element | null {
    return document.querySelector("main[data-screen-id]:not([aria-busy=true])");
  }

  function isTitle(element: Element): boolean {
    return element.matches("main[data-screen-id] h1");
  }

  function onFocus({ target }: FocusEvent): void {
    if (!(target instanceof Element)) return;
    focused = target;
    if (target instanceof HTMLInputElement) input = target;
    else if (target.closest("[data-keyboard]") === null) input = null;
    soon();
  }

  function noteBefore(): void {
    before = input === null ? null : fieldOf(input);
  }

  function onEdited(event: Event): void {
    const after = input === null ? null : fieldOf(input);
    const said = before === null || after === null ? "" : editWords(before, after, words());
    before = after;
    if (said !== "") announced.push(said);
    else if (switched(event) === null) return;
    else focused = switched(event);
    soon();
  }

  const observer = new MutationObserver((mutations) => {
    const changed = new Set<Element>();
    for (const { target, addedNodes } of mutations) {
      const around = target instanceof Element ? target : target.parentElement;
      const region = around?.closest(regions) ?? null;
      if (region !== null) changed.add(region);
      for (const node of addedNodes) {
        if (!(node instanceof Element)) continue;
        if (node.matches(regions)) changed.add(node);
        for (const inner of node.querySelectorAll(regions)) changed.add(inner);
        if (node.isConnected && screenShown() !== null) added.push(...describePart(node, words()));
      }
    }
    for (const region of changed) if (region.isConnected) announced.push(...spokenParts(region));
    const open = dialogInUse();
    const isNew = open !== dialog || (open === null && screenShown() !== screen);
    if (announced.length > 0 || added.length > 0 || isNew) soon();
  });

  function start(): void {
    document.addEventListener("focusin", onFocus);
    for (const begin of begins) document.addEventListener(begin, noteBefore, true);
    for (const end of ends) document.addEventListener(end, onEdited);
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
    dialog = dialogInUse();
    input = document.activeElement instanceof HTMLInputElement ? document.activeElement : null;
    opening = [words().started];
    soon();
  }

  function stop(): void {
    clearTimeout(timer);
    timer = undefined;
    observer.disconnect();
    document.removeEventListener("focusin", onFocus);
    for (const begin of begins) document.removeEventListener(begin, noteBefore, true);
    for (const end of ends) document.removeEventListener(end, onEdited);
    screen = dialog = focused = input = before = null;
    opening = [];
    announced = [];
    added = [];
    engine.hush();
  }

  watch(
    on,
    (isOn, wasOn) => {
      if (isOn) start();
      else if (wasOn === true) stop();
    },
    { immediate: true, flush: "sync" },
  );
  onScopeDispose(() => {
    if (on()) stop();
  });
}

/**
 * The control that a press has switched, so that its new state is spoken: a key of the keyboard when it acts, or any
 * other button.
 */
function switched(event: Event): Element | null {
  const { target } = event;
  if (!(target instanceof Element)) return null;
  const byKeyboard = event instanceof MouseEvent && event.type === "click" && event.detail === 0;
  const key = target.closest("[data-key]");
  if (key !== null) {
    const acts = event.type === "pointerdown" || byKeyboard;
    return acts && key.matches("[data-key=function]") ? key : null;
  }
  return event.type === "click"
    ? target.closest("[aria-pressed], [type=radio], [type=checkbox]")
    : null;
}
