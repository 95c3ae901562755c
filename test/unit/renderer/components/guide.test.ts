import { mount } from "@vue/test-utils";
import { expect, it } from "vitest";
import LargeClock from "../../../../renderer/components/LargeClock.vue";
import PhoneSteps from "../../../../renderer/components/PhoneSteps.vue";
import StepTime from "../../../../renderer/components/StepTime.vue";

it("PhoneSteps has a picture above each sentence and marks the step that the screen is about", () => {
  const wrapper = mount(PhoneSteps, {
    props: {
      steps: [
        { picture: "app", words: "開く" },
        { picture: "scan", words: "読み取る" },
        { picture: "read", words: "入力する" },
      ],
      current: 1,
    },
  });
  const steps = wrapper.findAll("li");
  expect(steps.map((step) => step.text())).toEqual(["開く", "読み取る", "入力する"]);
  expect(steps.map((step) => step.attributes("aria-current"))).toEqual([
    undefined,
    "step",
    undefined,
  ]);
  const pictures = steps.map((step) => step.get("svg"));
  expect(new Set(pictures.map((picture) => picture.html())).size).toBe(3);
  for (const picture of pictures) {
    expect(picture.attributes("aria-hidden")).toBe("true");
    expect(picture.text()).toBe("");
  }
});

it("LargeClock shows Japan's time with seconds, whatever the day in London", () => {
  const wrapper = mount(LargeClock, {
    props: { nowMs: Date.UTC(2026, 10, 22, 15, 4, 5) },
  });
  expect(wrapper.get("time").text()).toBe("00:04:05");
  expect(wrapper.get("time").attributes("datetime")).toBe("2026-11-22T15:04:05.000Z");
});

it("StepTime says the time left in words and by a bar, and interrupts no screen reader", async () => {
  const wrapper = mount(StepTime, {
    props: { secondsLeft: 60, secondsTotal: 60 },
  });
  await wrapper.setProps({ secondsLeft: 1 });
  const timer = wrapper.get('[role="timer"]');
  expect(timer.text()).toBe("あと1秒で次の数字に変わります");
  expect(timer.attributes("aria-live")).toBe("off");
  const bar = wrapper.get("progress");
  expect([bar.attributes("value"), bar.attributes("max")]).toEqual(["1", "60"]);
  expect(bar.attributes("aria-hidden")).toBe("true");
});
