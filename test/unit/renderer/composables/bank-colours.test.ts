import { mount } from "@vue/test-utils";
import { expect, it } from "vitest";
import { nextTick, shallowRef } from "vue";
import { useBankColours } from "../../../../renderer/composables/bank-colours.ts";

const lake = {
  primary: "#0b5d4e",
  primaryPressed: "#06382f",
  tint: "#edf6f2",
  tintStrong: "#cfe6dd",
};

it("hands the bank's colours to the styles as soon as they are known", async () => {
  const colours = shallowRef<typeof lake | null>(null);
  mount({ setup: () => useBankColours(() => colours.value), template: "<p></p>" });
  const { style } = document.documentElement;
  expect(style.getPropertyValue("--bank-primary")).toBe("");
  colours.value = lake;
  await nextTick();
  const names = ["primary", "primary-pressed", "tint", "tint-strong"];
  expect(names.map((name) => style.getPropertyValue(`--bank-${name}`))).toEqual(
    Object.values(lake),
  );
  // The names of the tokens themselves stay the themes' to set.
  expect(style.getPropertyValue("--bank")).toBe("");
});
