import { mount } from "@vue/test-utils";
import { afterEach, describe, expect, it } from "vitest";
import ChoiceGroup from "../../../../renderer/components/ChoiceGroup.vue";

const props = {
  label: "理由",
  name: "reason",
  columns: 2,
  options: [
    { value: "lost", words: "紛失" },
    { value: "stolen", words: "盗難" },
  ],
  modelValue: "",
};

afterEach(() => {
  document.body.replaceChildren();
});

describe("ChoiceGroup", () => {
  it("is one group by its label, of radio buttons by their words", () => {
    const wrapper = mount(ChoiceGroup, { props });
    const group = wrapper.get("[role=radiogroup]");
    expect(wrapper.get(`[id="${group.attributes("aria-labelledby") ?? ""}"]`).text()).toBe("理由");
    expect(group.attributes("aria-required")).toBe("true");
    expect(wrapper.findAll("label").map((each) => each.text())).toEqual(["紛失", "盗難"]);
    const names = wrapper.findAll("input").map((each) => each.attributes("name"));
    expect(new Set(names)).toEqual(new Set(["reason"]));
  });

  it("tells what was chosen", async () => {
    const wrapper = mount(ChoiceGroup, { props });
    await wrapper.findAll("input")[1]?.setValue(true);
    expect(wrapper.emitted("update:modelValue")).toEqual([["stolen"]]);
  });

  it("says why it was refused, and nothing while it wasn't", async () => {
    const wrapper = mount(ChoiceGroup, { props });
    const group = wrapper.get("[role=radiogroup]");
    expect(group.attributes("aria-describedby")).toBeUndefined();
    await wrapper.setProps({ refusal: "理由を選んでください。" });
    expect(group.attributes("aria-invalid")).toBe("true");
    const words = wrapper.get(`[id="${group.attributes("aria-describedby") ?? ""}"]`);
    expect(words.text()).toBe("理由を選んでください。");
  });

  it("takes the focus as Tab would: at the chosen one, else at the first", async () => {
    const wrapper = mount(ChoiceGroup, { props, attachTo: document.body });
    const focused = () => (document.activeElement as HTMLInputElement).value;
    wrapper.vm.focus();
    expect(focused()).toBe("lost");
    await wrapper.setProps({ modelValue: "stolen" });
    wrapper.vm.focus();
    expect(focused()).toBe("stolen");
  });
});
