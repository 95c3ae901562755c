import { mount } from "@vue/test-utils";
import { expect, it } from "vitest";
import { defineComponent, effectScope, nextTick, ref } from "vue";
import { useEntry } from "../../../../renderer/composables/entry.ts";
import { useForm } from "../../../../renderer/composables/form.ts";

/** Runs `use` in a component's set-up and unmounts the component after `meanwhile`. */
function used<Part>(use: () => Part, meanwhile: (part: Part) => void): Part {
  let part: Part | undefined;
  const component = defineComponent({
    setup() {
      part = use();
      return () => null;
    },
  });
  const wrapper = mount(component);
  if (part === undefined) throw new Error("never set up");
  meanwhile(part);
  wrapper.unmount();
  return part;
}

it("wipes whatever was entered and said when its screen is left", () => {
  const form = used(
    () =>
      useForm({
        screen: "KLG001",
        fields: { loginId: "kept", loginPassword: "cleared" },
        arrival: { code: "credentials" },
        moveOn: () => undefined,
      }),
    ({ values, refuse }) => {
      Object.assign(values, { loginId: "taro0001", loginPassword: "tarologin1" });
      void refuse({ code: "fields", fields: { loginId: "not-half-width" } });
    },
  );
  expect(form.values).toEqual({ loginId: "", loginPassword: "" });
  expect(form.words).toEqual({ loginId: null, loginPassword: null });
  expect(form.refusal.value).toBeNull();
});

it("wipes a field's text when the field goes", () => {
  const entry = used(
    () => useEntry({ input: ref(null), model: ref(""), secret: true, mayType: () => true }),
    ({ text, edit }) => {
      edit({ type: "insert", text: "482915" });
      expect(text.value).toBe("482915");
    },
  );
  expect(entry.text.value).toBe("");
});

it("takes back what was said of an entry once something else is entered there", async () => {
  const fields = { mailAddress: "kept", startPassword: "cleared" } as const;
  const scope = effectScope();
  const form = scope.run(() =>
    useForm({ screen: "BOT001", fields, arrival: null, moveOn: () => undefined }),
  );
  if (form === undefined) throw new Error("never set up");
  const { values, words, refuse } = form;
  Object.assign(values, { mailAddress: "taro", startPassword: "1234" });
  await refuse({
    code: "fields",
    fields: { mailAddress: "without-at", startPassword: "sequence" },
  });
  await nextTick();
  expect(words.mailAddress).not.toBeNull();
  expect(words.startPassword).not.toBeNull();

  values.mailAddress = "taro@";
  await nextTick();
  expect(words.mailAddress).toBeNull();
  expect(words.startPassword).not.toBeNull();
  scope.stop();
});
