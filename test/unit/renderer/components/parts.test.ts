import { mount } from "@vue/test-utils";
import { describe, expect, it, vi } from "vitest";
import { defineComponent, h } from "vue";
import AppHeader from "../../../../renderer/components/AppHeader.vue";
import BaseButton from "../../../../renderer/components/BaseButton.vue";
import CountdownBar from "../../../../renderer/features/setup-code/CountdownBar.vue";
import HeaderTools from "../../../../renderer/components/HeaderTools.vue";
import QrSymbol from "../../../../renderer/features/setup-code/QrSymbol.vue";
import RefusalMessage from "../../../../renderer/components/RefusalMessage.vue";
import ScreenFrame from "../../../../renderer/components/ScreenFrame.vue";
import StepMarker from "../../../../renderer/components/StepMarker.vue";
import { refusalWords } from "../../../../renderer/text/refusals.ts";

describe("BaseButton", () => {
  const slots = { default: "次へ" };

  it("tells of a press and lets the click through, once each", async () => {
    const clicks: Event[] = [];
    const wrapper = mount(BaseButton, { slots, attrs: { onClick: (e: Event) => clicks.push(e) } });
    await wrapper.get("button").trigger("click");
    expect(wrapper.emitted("press")).toHaveLength(1);
    expect(clicks).toHaveLength(1);
  });

  it("tells nobody while busy, and says that it is", async () => {
    const clicks: Event[] = [];
    const wrapper = mount(BaseButton, {
      slots,
      props: { busy: true },
      attrs: { onClick: (e: Event) => clicks.push(e) },
    });
    await wrapper.get("button").trigger("click");
    expect(wrapper.emitted("press")).toBeUndefined();
    expect(clicks).toHaveLength(0);
    expect(wrapper.get("button").attributes("aria-busy")).toBe("true");
    expect(wrapper.get("button").text()).toBe("次へ");
  });

  it.each(["primary", "secondary"] as const)("takes no half of a double tap: %s", async (kind) => {
    const wrapper = mount(BaseButton, { slots, props: { kind } });
    await wrapper.get("button").trigger("click", { detail: 2 });
    expect(wrapper.emitted("press")).toBeUndefined();
    await wrapper.get("button").trigger("click", { detail: 1 });
    expect(wrapper.emitted("press")).toHaveLength(1);
  });

  it("gives the reason for being disabled as its description", () => {
    const wrapper = mount(BaseButton, { slots, props: { disabled: true, reason: "発行済です。" } });
    const button = wrapper.get("button");
    const reason = wrapper.get(`[id="${button.attributes("aria-describedby") ?? ""}"]`);
    expect(reason.text()).toBe("発行済です。");
    expect(button.text()).toBe("次へ");
    expect(button.attributes("aria-disabled")).toBe("true");
  });

  it("marks the primary action", () => {
    const marked = (kind: "primary" | "secondary"): boolean =>
      mount(BaseButton, { slots, props: { kind } }).find("[data-primary]").exists();
    expect(marked("primary")).toBe(true);
    expect(marked("secondary")).toBe(false);
  });
});

describe("AppHeader", () => {
  const props = {
    bankName: "福島県商工信用組合",
    logo: null,
    customerName: "福島 太郎",
    nowMs: Date.UTC(2025, 0, 1, 15, 4, 5),
    staffName: null,
    demo: true,
  };

  it("shows bank, customer, Japan's time in minutes and the demonstration", () => {
    const text = mount(AppHeader, { props }).text();
    for (const part of ["福島県商工信用組合", "福島 太郎 様", "00:04", "デモ画面"])
      expect(text).toContain(part);
    expect(text).not.toContain("00:04:05");
  });

  it("has the bank's logo, which the name beside it tells of, or none", () => {
    const logo = mount(AppHeader, { props: { ...props, logo: "/logo" } }).find("img");
    expect(logo.attributes()).toMatchObject({ src: "/logo", alt: "" });
    expect(mount(AppHeader, { props }).find("img").exists()).toBe(false);
  });

  it("names the staff", () => {
    const staff = { ...props, customerName: null, staffName: "二本松 係員" };
    expect(mount(AppHeader, { props: staff }).text()).toContain("二本松 係員");
  });
});

describe("HeaderTools", () => {
  const nobody = { choices: "文字の大きさ・言語", signedIn: false, staffName: null };
  const names = (props: typeof nobody | object): string[] =>
    mount(HeaderTools, { props: { ...nobody, ...props } })
      .findAll("button")
      .map((button) => button.text());

  it("offers what can be done now, and no more", () => {
    expect(names({})).toEqual(["文字の大きさ・言語"]);
    expect(names({ signedIn: true })).toEqual(["文字の大きさ・言語", "ログアウト"]);
    expect(names({ choices: null, staffName: "二本松 係員" })).toEqual(["お客さまに戻す"]);
  });

  it("tells which was pressed, and the screen around nothing", async () => {
    const onClick = vi.fn();
    const around = defineComponent(
      (_, { emit }) =>
        () =>
          h("main", { onClick }, [
            h(HeaderTools, {
              ...nobody,
              signedIn: true,
              staffName: "二本松 係員",
              onChoose: () => emit("pressed", "choose"),
              onSignOut: () => emit("pressed", "sign-out"),
              onHandBack: () => emit("pressed", "hand-back"),
            }),
          ]),
      { emits: ["pressed"] },
    );
    const wrapper = mount(around);
    for (const button of wrapper.findAll("button")) await button.trigger("click");
    expect(wrapper.emitted("pressed")).toEqual([["choose"], ["sign-out"], ["hand-back"]]);
    expect(onClick).not.toHaveBeenCalled();
  });
});

describe("QrSymbol", () => {
  const mounted = (pixelsPerMillimetre: number) =>
    mount(QrSymbol, {
      props: { modules: ["101", "010", "110"], pixelsPerMillimetre, label: "QR" },
    });

  it("draws the black modules within a quiet zone of four", () => {
    const wrapper = mounted(4);
    expect(wrapper.attributes("viewBox")).toBe("0 0 11 11");
    expect(wrapper.get("path").attributes("d")).toBe(
      "M4 4h1v1h-1zM6 4h1v1h-1zM5 5h1v1h-1zM4 6h2v1h-2z",
    );
    expect(wrapper.attributes()).toMatchObject({ role: "img", "aria-label": "QR" });
  });

  it.each([
    [3, 66],
    [3.4, 77],
    [3.78, 88],
    [4, 88],
  ])("makes modules of whole pixels, 2 mm or more, at %f pixels a millimetre", (density, side) => {
    expect(mounted(density).attributes("width")).toBe(String(side));
  });
});

describe("CountdownBar", () => {
  it("says the time left, aloud only at its milestones", async () => {
    const wrapper = mount(CountdownBar, {
      props: { secondsLeft: 83, secondsTotal: 120, label: "残り時間" },
    });
    const spoken = () => wrapper.get("[aria-live]").text();
    expect(wrapper.text()).toContain("あと1分23秒");
    expect(spoken()).toBe("");
    await wrapper.setProps({ secondsLeft: 60 });
    expect(spoken()).toBe("残り時間 あと60秒");
    await wrapper.setProps({ secondsLeft: 59 });
    expect(spoken()).toBe("残り時間 あと60秒");
    await wrapper.setProps({ secondsLeft: 9 });
    expect(spoken()).toBe("残り時間 あと10秒");
    expect(wrapper.text()).toContain("あと9秒");
  });
});

it("StepMarker marks the current step", () => {
  const wrapper = mount(StepMarker, { props: { steps: ["確認", "完了"], current: 1 } });
  const current = wrapper.findAll("li").map((step) => step.attributes("aria-current"));
  expect(current).toEqual([undefined, "step"]);
});

it("RefusalMessage says nothing without a refusal, and the reference after the words", async () => {
  const wrapper = mount(RefusalMessage, { props: { refusal: null } });
  expect(wrapper.find('[role="alert"]').exists()).toBe(false);
  const refusal = { code: "unexpected", reference: "K7" } as const;
  await wrapper.setProps({ refusal });
  const words = refusalWords(refusal);
  expect(wrapper.get('[role="alert"]').text()).toMatch(new RegExp(`^${words}.*K7`));
});

it("ScreenFrame carries the screen's ID and one title", () => {
  const wrapper = mount(ScreenFrame, { props: { screenId: "BOT001", title: "トークン発行" } });
  expect(wrapper.get("main").attributes("data-screen-id")).toBe("BOT001");
  expect(wrapper.text()).toContain("画面ID : BOT001");
  expect(wrapper.findAll("h1").map((title) => title.text())).toEqual(["トークン発行"]);
});
