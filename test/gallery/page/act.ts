import { nextTick } from "vue";
import type { Step } from "../cases/case.ts";
import { pass } from "./still.ts";

/** The layout is made, and the letters that it wants are there. */
export async function lettersDrawn(): Promise<void> {
  document.body.getBoundingClientRect();
  await document.fonts.ready;
}

/** Answers have come, and what they change stands in the page. */
export async function answered(): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    await new Promise((resolve) => setTimeout(resolve));
  }
}

/** Does what a customer would. A place that isn't there is a mistake in the case. */
export async function act(step: Step): Promise<void> {
  if (step.act === "wait") await wait(step.seconds);
  else if (step.act === "type") await type(step.field, step.text);
  else if (step.act === "focus") find(step.at).focus();
  else if (step.act === "hold") find(step.at).dispatchEvent(new PointerEvent("pointerdown"));
  else if (step.act === "strike") strike(step.key);
  else {
    const place = find(step.at);
    // A touched key leaves the focus in the field.
    if (place.closest("[data-keyboard]") === null) place.focus();
    place.click();
  }
  await answered();
}

/** Parts of a second, after which words of a status are there, go by in truth. */
async function wait(seconds: number): Promise<void> {
  pass(seconds);
  await new Promise((resolve) => setTimeout(resolve, 350));
}

function find(selector: string): HTMLElement {
  const found = document.querySelector<HTMLElement>(selector);
  if (found === null) throw new Error(`nothing at ${selector}`);
  return found;
}

function strike(key: string): void {
  const entry = { inputType: "insertText", data: key, bubbles: true, cancelable: true };
  document.activeElement?.dispatchEvent(new InputEvent("beforeinput", entry));
}

async function type(field: string, text: string): Promise<void> {
  find(`input[name=${field}]`).focus();
  await nextTick();
  for (const character of text) {
    const keys = [...document.querySelectorAll("[data-keyboard] .characters [data-key]")];
    const key = keys.find((each) => each.textContent.trim() === character);
    if (key === undefined) throw new Error(`no key ${character} for ${field}`);
    // As a press without a pointer.
    key.dispatchEvent(new MouseEvent("click", { bubbles: true, detail: 0 }));
    await Promise.resolve();
  }
}
