import { flushPromises, mount } from "@vue/test-utils";
import type { VueWrapper } from "@vue/test-utils";
import { createPinia, setActivePinia } from "pinia";
import { vi } from "vitest";
import type { Component } from "vue";
import type { Refusal } from "../../../../preload/contract/operations.ts";
import type { FieldName } from "../../../../preload/contract/requests.ts";
import TextField from "../../../../renderer/components/TextField.vue";
import { loadScreens } from "../../../../renderer/screens/catalogue.ts";
import { lifetimes } from "../../../../renderer/stores/lifetime.ts";
import { profile } from "../fake-kiosk.ts";

/** A mounted screen or App, used by the names that a customer sees. */
export interface Opened {
  readonly pinia: ReturnType<typeof createPinia>;
  enter(entries: Partial<Record<FieldName, string>>): Promise<void>;
  press(name: string): Promise<void>;
  button(name: string): HTMLButtonElement;
  input(name: FieldName): HTMLInputElement;
  /** The screen shown: its ID. */
  screenId(): string | undefined;
  /** What the screen told App: outcome and refusal. */
  left(): unknown[][];
  told(event: string): unknown[][];
  unmount(): void;
}

let last: VueWrapper | null = null;

/** Unmounts what the test before has opened. */
export function closeLast(): void {
  last?.unmount();
  last = null;
  document.body.replaceChildren();
}

/** Mounts one screen as App would; `prepare` fills stores first. */
export async function openScreen(
  component: Component,
  { arrival = null, prepare }: { arrival?: Refusal | null; prepare?: () => void } = {},
): Promise<Opened> {
  return open(component, { profile, arrival }, prepare);
}

/** Mounts `component` into the document with stores of its own. */
export async function open(
  component: Component,
  props: Record<string, unknown> = {},
  prepare: () => void = () => undefined,
): Promise<Opened> {
  closeLast();
  // A kiosk has read them by the time that its first customer has walked up to it.
  await loadScreens();
  const pinia = createPinia().use(lifetimes);
  setActivePinia(pinia);
  prepare();
  const wrapper = mount(component, {
    props,
    global: { plugins: [pinia] },
    attachTo: document.body,
  });
  last = wrapper;
  await flushPromises();

  function field(name: FieldName): VueWrapper {
    const found = wrapper.findAllComponents(TextField).find((each) => each.props("name") === name);
    if (found === undefined) throw new Error(`no field ${name}`);
    return found;
  }

  function button(name: string): HTMLButtonElement {
    const found = Array.from(document.querySelectorAll("button")).filter(
      (each) => each.textContent.trim() === name,
    );
    const [only] = found;
    if (only === undefined || found.length > 1) throw new Error(`${found.length} buttons ${name}`);
    return only;
  }

  return {
    pinia,
    button,
    async enter(entries) {
      for (const [name, text] of Object.entries(entries)) {
        field(name as FieldName).vm.$emit("update:modelValue", text);
      }
      await flushPromises();
    },
    async press(name) {
      // Vue passes no event on to a listener of the same millisecond, which a person's finger never meets.
      if (vi.isFakeTimers()) await vi.advanceTimersByTimeAsync(1);
      else await new Promise((resolve) => setTimeout(resolve, 2));
      button(name).click();
      await flushPromises();
    },
    input: (name) => field(name).get<HTMLInputElement>(`input[name="${name}"]`).element,
    screenId: () => document.querySelector<HTMLElement>("main")?.dataset["screenId"],
    left: () => wrapper.emitted("leave") ?? [],
    told: (event) => wrapper.emitted(event) ?? [],
    unmount: closeLast,
  };
}
