import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { h, nextTick } from "vue";
import BaseButton from "../../../../../renderer/components/BaseButton.vue";
import BaseDialog from "../../../../../renderer/components/BaseDialog.vue";
import ChoiceGroup from "../../../../../renderer/components/ChoiceGroup.vue";
import CountdownBar from "../../../../../renderer/features/setup-code/CountdownBar.vue";
import ScreenFrame from "../../../../../renderer/components/ScreenFrame.vue";
import { listener } from "./listener.ts";
import type { Listener } from "./listener.ts";

let guide: Listener;

beforeEach(() => {
  guide = listener();
});
afterEach(() => {
  guide.end();
});

describe("a screen", () => {
  const frame = { screenId: "KTP001", title: "トップページ", lead: ["一つ目の文。", "二つ目の文"] };

  it("is spoken with its title and task when it is reached, in the screens' language", async () => {
    await guide.switchOn();
    guide.language.value = "en";
    expect(await guide.heard(() => guide.show(ScreenFrame, { props: frame }))).toEqual([
      "トップページ。一つ目の文。 二つ目の文",
    ]);
    expect(guide.engine.said.at(-1)?.language).toBe("en");
  });

  it("is spoken when the guidance is switched on there, after a word that it began", async () => {
    guide.show(ScreenFrame, { props: frame });
    expect(await guide.heard(guide.switchOn)).toEqual([
      "読み上げを始めました。 トップページ。一つ目の文。 二つ目の文",
    ]);
  });

  it("says which buttons can't be used now, and why", async () => {
    await guide.switchOn();
    const why = { disabled: true, reason: "明日から発行できます" };
    const said = await guide.heard(() =>
      guide.show(ScreenFrame, {
        props: frame,
        slots: { default: () => h(BaseButton, why, () => "トークン発行") },
      }),
    );
    expect(said).toEqual([
      "トップページ。一つ目の文。 二つ目の文。トークン発行。ボタン。いまは使えません。明日から発行できます",
    ]);
  });

  it("is spoken with the field that has the focus, in one utterance", async () => {
    await guide.switchOn();
    const said = await guide.heard(async () => {
      const screen = await guide.screenOf({ メール: "mail" });
      screen.input("メール").focus();
    });
    expect(said).toEqual(["題。メール。入力らん。まだ入力されていません。【必須】(半角数字)"]);
  });

  it("is spoken without furigana", async () => {
    await guide.switchOn();
    const said = await guide.heard(() => {
      document.body.innerHTML = `<main data-screen-id="X"><h1><ruby>画面<rp>(</rp><rt>がめん</rt><rp>)</rp></ruby>の題</h1></main>`;
    });
    expect(said).toEqual(["画面の題"]);
  });
});

describe("an element in focus", () => {
  it("is spoken by name, role and state", async () => {
    guide.show(BaseButton, { slots: { default: () => "次へ" } });
    await guide.switchOn();
    expect(await guide.heard(() => document.querySelector("button")?.focus())).toEqual([
      "次へ。ボタン",
    ]);
  });

  it("is spoken as busy", async () => {
    guide.show(BaseButton, { props: { busy: true }, slots: { default: () => "次へ" } });
    await guide.switchOn();
    expect(await guide.heard(() => document.querySelector("button")?.focus())).toEqual([
      "次へ。ボタン。処理しています",
    ]);
  });

  it("is spoken with its group and whether it is chosen, also when that changes", async () => {
    const options = [
      { value: "a", words: "係員" },
      { value: "b", words: "役席" },
    ];
    const props = { label: "役割", name: "role", options, columns: 2, modelValue: "a" };
    guide.show(ChoiceGroup, { props });
    await guide.switchOn();
    const [first, second] = document.querySelectorAll<HTMLInputElement>("input");
    expect(await guide.heard(() => first?.focus())).toEqual([
      "役割。係員。選択ボタン。選ばれています",
    ]);
    expect(await guide.heard(() => second?.click())).toEqual([
      "役割。役席。選択ボタン。選ばれています",
    ]);
  });

  it("is spoken with what an open field holds, signs by their names", async () => {
    const screen = await guide.screenOf({ メール: "mail" });
    screen.input("メール").focus();
    await nextTick();
    for (const key of ["t", "@docomo.ne.jp"]) await screen.touch(screen.key(key));
    screen.input("メール").blur();
    await guide.switchOn();
    expect(await guide.heard(() => screen.input("メール").focus())).toEqual([
      "メール。入力らん。入力済み t アットマーク docomo ドット ne ドット jp。【必須】(半角数字)",
    ]);
  });

  it("is spoken with its refusal once, though that is told twice", async () => {
    const screen = await guide.screenOf({ メール: "mail" });
    await guide.switchOn();
    const said = await guide.heard(() => {
      screen.refusals["メール"] = "入力してください。";
      screen.input("メール").focus();
    });
    expect(said).toEqual([
      "入力してください。 メール。入力らん。まだ入力されていません。【必須】(半角数字)",
    ]);
  });

  it("is spoken behind the words of the dialog it is in; the screen again when that closes", async () => {
    document.body.innerHTML = `<main data-screen-id="X"><h1>題</h1><button>戻る</button></main>`;
    document.querySelector("button")?.focus();
    await guide.switchOn();
    const dialog = guide.show(BaseDialog, {
      props: { title: "操作を続けますか", words: "画面を終了します。" },
      slots: { buttons: () => h(BaseButton, () => "続ける") },
    });
    const button = document.querySelector<HTMLElement>("dialog button");
    expect(await guide.heardNow(() => button?.focus())).toEqual([
      "操作を続けますか。画面を終了します。 続ける。ボタン",
    ]);
    expect(await guide.heard(() => guide.hide(dialog))).toEqual(["題。戻る。ボタン"]);
  });
});

describe("a live region", () => {
  it("is spoken when its words come or change, and silent when they go", async () => {
    document.body.innerHTML = `<p role="status"></p><p aria-live="off">30</p><p>いつも</p>`;
    const [status, off, other] = document.querySelectorAll("p");
    await guide.switchOn();
    expect(await guide.heard(() => status?.append("控えを印刷しました。"))).toEqual([
      "控えを印刷しました。",
    ]);
    expect(await guide.heard(() => status?.replaceChildren())).toEqual([]);
    expect(await guide.heard(() => off?.append("29"))).toEqual([]);
    expect(await guide.heard(() => other?.append("12:00"))).toEqual([]);
  });

  it("tells a countdown at 60, 30, 20 and 10 seconds only", async () => {
    const props = { secondsLeft: 120, secondsTotal: 120, label: "残り" };
    const bar = guide.show(CountdownBar, { props });
    await guide.switchOn();
    const said = await guide.heard(async () => {
      for (let secondsLeft = 119; secondsLeft > 0; secondsLeft -= 1) {
        await guide.heard(() => undefined);
        await bar.setProps({ secondsLeft });
      }
    });
    expect(said).toEqual([60, 30, 20, 10].map((left) => `残り あと${String(left)}秒`));
  });
});

describe("an open field", () => {
  it("is spoken key by key, erasures too", async () => {
    const screen = await guide.screenOf({ メール: "mail" });
    screen.input("メール").focus();
    await guide.switchOn();
    const press = (name: string) => guide.heard(() => screen.touch(screen.key(name)));
    expect(await press("a")).toEqual(["a"]);
    expect(await press("_")).toEqual(["アンダーバー"]);
    expect(await press("大文字")).toEqual(["大文字。ボタン。選ばれています"]);
    expect(await press("A")).toEqual(["大文字 A"]);
    expect(await press(".ne.jp")).toEqual(["ドット ne ドット jp"]);
    expect(await press("1文字消す")).toEqual(["p を消しました"]);
    expect(await press("すべて消す")).toEqual(["すべて消しました"]);
    expect(await guide.heard(() => screen.key("B").focus())).toEqual(["大文字 B"]);
  });

  it("is spoken as a hardware keyboard types", async () => {
    const screen = await guide.screenOf({ メール: "mail" });
    const input = screen.input("メール");
    input.focus();
    await guide.switchOn();
    const said = await guide.heard(() => {
      input.dispatchEvent(new KeyboardEvent("keydown", { key: "k", bubbles: true }));
      input.value = "k";
      input.dispatchEvent(new Event("input", { bubbles: true }));
    });
    expect(said).toEqual(["k"]);
  });
});

describe("the choice", () => {
  it("makes it silent at once when switched off, and nothing follows", async () => {
    guide.show(BaseButton, { slots: { default: () => "次へ" } });
    await guide.switchOn();
    await guide.heard(() => document.querySelector("button")?.focus());
    expect(guide.engine.now()).not.toBe("");
    document.querySelector("button")?.blur();
    document.querySelector("button")?.focus();
    guide.on.value = false;
    expect(guide.engine.now()).toBe("");
    expect(await guide.heard(() => undefined)).toEqual([]);
    expect(await guide.heard(() => document.querySelector("button")?.focus())).toEqual([]);
  });

  it("is off at first, and then nothing is said", async () => {
    const said = await guide.heard(async () => {
      const screen = await guide.screenOf({ メール: "mail" });
      screen.input("メール").focus();
      await nextTick();
      await screen.touch(screen.key("a"));
    });
    expect(said).toEqual([]);
  });

  it("is silent in a language without a voice, and begins anew with one that has", async () => {
    await guide.switchOn();
    const change = (language: string) =>
      guide.heard(() => {
        guide.language.value = language;
      });
    expect(await change("vi")).toEqual([]);
    expect(guide.engine.now()).toBe("");
    expect(await change("en")).toEqual(["読み上げを始めました。"]);
  });

  it("falls silent with the page's part that spoke", async () => {
    guide.show(BaseButton, { slots: { default: () => "次へ" } });
    await guide.switchOn();
    await guide.heard(() => document.querySelector("button")?.focus());
    guide.scope.stop();
    expect(guide.engine.now()).toBe("");
  });
});
