import { mount } from "@vue/test-utils";
import type { VueWrapper } from "@vue/test-utils";
import { defineComponent, h, nextTick, reactive } from "vue";
import BaseButton from "../../../../renderer/components/BaseButton.vue";
import ScreenFrame from "../../../../renderer/components/ScreenFrame.vue";
import TextField from "../../../../renderer/components/TextField.vue";
import { loadKeyboard } from "../../../../renderer/features/keyboard/load-keyboard.ts";
import type { FieldKind } from "../../../../renderer/features/keyboard/keyboard.ts";

export interface ScreenUnderTest {
  readonly wrapper: VueWrapper;
  readonly values: Record<string, string>;
  readonly refusals: Record<string, string>;
  input(name: string): HTMLInputElement;
  /** The key of the open software keyboard with this name. */
  key(name: string): HTMLButtonElement;
  keyboard(): Element | null;
  /** A touch as browsers report it: pointer, then mouse, then click. */
  touch(element: Element): Promise<void>;
  /** What a hardware keyboard would enter. */
  type(name: string, data: string): Promise<InputEvent>;
}

/** A screen in the real frame with one field for each entry, and a primary action. */
export async function screenWith(
  fields: Readonly<Record<string, FieldKind>>,
): Promise<ScreenUnderTest> {
  const values = reactive<Record<string, string>>(
    Object.fromEntries(Object.keys(fields).map((name) => [name, ""])),
  );
  const refusals = reactive<Record<string, string>>({});
  const screen = defineComponent(() => () => [
    h(
      ScreenFrame,
      { screenId: "BOT001", title: "題" },
      {
        default: () =>
          Object.entries(fields).map(([name, kind]) =>
            h(TextField, {
              key: name,
              label: name,
              name,
              kind,
              hint: "(半角数字)",
              refusal: refusals[name] ?? null,
              modelValue: values[name] ?? "",
              "onUpdate:modelValue": (text: string) => {
                values[name] = text;
              },
            }),
          ),
        action: () => h(BaseButton, { kind: "primary" }, () => "次へ"),
      },
    ),
  ]);
  await loadKeyboard();
  const wrapper = mount(screen, { attachTo: document.body });
  await nextTick();

  const screenUnderTest: ScreenUnderTest = {
    wrapper,
    values,
    refusals,
    input(name) {
      const found = document.querySelector<HTMLInputElement>(`input[name="${name}"]`);
      if (found === null) throw new Error(`no field is named ${name}`);
      return found;
    },
    keyboard: () => document.querySelector('[aria-label="ソフトウェアキーボード"]'),
    key(name) {
      const keys = [...document.querySelectorAll<HTMLButtonElement>("[data-keyboard] button")];
      const found = keys.find((key) => key.textContent.trim() === name);
      if (!found) throw new Error(`no key is named ${name}`);
      return found;
    },
    async touch(element) {
      element.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true, button: 0 }));
      element.dispatchEvent(new MouseEvent("mousedown", { bubbles: true, cancelable: true }));
      element.dispatchEvent(new PointerEvent("pointerup", { bubbles: true }));
      element.dispatchEvent(new MouseEvent("click", { bubbles: true, detail: 1 }));
      await nextTick();
    },
    async type(name, data) {
      const event = new InputEvent("beforeinput", {
        inputType: "insertText",
        data,
        bubbles: true,
        cancelable: true,
      });
      screenUnderTest.input(name).dispatchEvent(event);
      await nextTick();
      return event;
    },
  };
  return screenUnderTest;
}
