import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ScreenUnderTest } from "../../components/screen-with-fields.ts";
import { listener } from "./listener.ts";
import type { Listener } from "./listener.ts";

let guide: Listener;

beforeEach(() => {
  guide = listener();
});
afterEach(() => {
  guide.end();
});

const secretKinds = ["password", "pin", "code"] as const;

/** All that may be heard while a secret is entered. */
const sentences = [
  "読み上げを始めました。 題",
  "題。秘密。入力らん。入力した文字は読み上げません。【必須】(半角数字)",
  "秘密。入力らん。入力した文字は読み上げません。【必須】(半角数字)",
  "ソフトウェアキーボードを使用して入力する。チェックらん。選ばれていません",
  "画面のキーボードを押して入力してください。",
  "文字のキー",
  "1文字入力しました",
  "1文字消しました",
  "すべて消しました",
  "1文字消す。ボタン",
  "すべて消す。ボタン",
  "入力完了。ボタン",
  ...["大文字", "記号", "順番どおりに並べる"].flatMap((name) => [
    `${name}。ボタン。選ばれています`,
    `${name}。ボタン。選ばれていません`,
  ]),
];

describe.each(secretKinds)("a secret (%s)", (kind) => {
  async function secretScreen(): Promise<ScreenUnderTest> {
    const screen = await guide.screenOf({ 秘密: kind });
    await guide.switchOn();
    await guide.heard(() => screen.input("秘密").focus());
    return screen;
  }

  it("is heard as 「1文字入力しました」 for every key, by touch, by focus and by Enter", async () => {
    const screen = await secretScreen();
    const layers = kind === "password" ? ["", "大文字", "記号"] : [""];
    for (const layer of layers) {
      if (layer !== "") await guide.heard(() => screen.touch(screen.key(layer)));
      const keys = [...document.querySelectorAll<HTMLElement>("[data-key=character]")];
      expect(keys.length).toBeGreaterThanOrEqual(10);
      for (const key of keys) {
        expect(await guide.heard(() => screen.touch(key))).toEqual(["1文字入力しました"]);
        expect(await guide.heard(() => key.focus())).toEqual(["文字のキー"]);
      }
      expect(await guide.heard(() => keys[0]?.click())).toEqual(["1文字入力しました"]);
    }
    expect(await guide.heard(() => screen.touch(screen.key("1文字消す")))).toEqual([
      "1文字消しました",
    ]);
    expect(await guide.heard(() => screen.input("秘密").focus())).toEqual([
      "秘密。入力らん。入力した文字は読み上げません。【必須】(半角数字)",
    ]);
    expect(await guide.heard(() => screen.touch(screen.key("すべて消す")))).toEqual([
      "すべて消しました",
    ]);
    for (const { text } of guide.engine.said) expect(sentences).toContain(text);
  });

  it("can't be told from any other of its length, whatever its characters and the way they come", async () => {
    const character = fc.constantFrom(
      ...Array.from(kind === "password" ? "abcXYZ019.-_@" : "0123456789"),
    );
    const deed = fc.constantFrom("touch", "enter", "type", "erase" as const);
    const steps = fc.array(fc.tuple(deed, character, character), { minLength: 1, maxLength: 6 });

    /** The key of a character, in whatever layer it is. */
    async function keyOf(screen: ScreenUnderTest, text: string): Promise<HTMLElement> {
      const shift = document.querySelector("[data-key=function][aria-pressed]");
      const upper = String(/[A-Z]/.test(text));
      if (kind === "password" && shift?.getAttribute("aria-pressed") !== upper) {
        await screen.touch(screen.key("大文字"));
      }
      return screen.key(text);
    }

    async function typed(screen: ScreenUnderTest, text: string): Promise<void> {
      const { defaultPrevented } = await screen.type("秘密", text);
      if (defaultPrevented) return;
      const input = screen.input("秘密");
      input.value += text;
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }

    async function transcript(
      byHardware: boolean,
      entered: readonly (readonly [deed: string, text: string])[],
    ): Promise<string[]> {
      guide.end();
      guide = listener();
      const screen = await secretScreen();
      const box = document.querySelector<HTMLElement>("[type=checkbox]");
      if (byHardware && box !== null) await guide.heard(() => box.click());
      const said: string[] = [];
      for (const [way, text] of entered) {
        const key = byHardware ? null : await keyOf(screen, text);
        const back = byHardware ? null : screen.key("1文字消す");
        const act = (): unknown => {
          if (key === null || back === null || way === "type") return typed(screen, text);
          if (way !== "enter") return screen.touch(way === "erase" ? back : key);
          key.click();
          return undefined;
        };
        said.push(...(await guide.heard(act)));
      }
      for (const { text } of guide.engine.said) expect(sentences).toContain(text);
      return said;
    }

    await fc.assert(
      fc.asyncProperty(fc.boolean(), steps, async (byHardware, taken) => {
        const one = await transcript(
          byHardware,
          taken.map(([way, text]) => [way, text]),
        );
        const other = await transcript(
          byHardware,
          taken.map(([way, , text]) => [way, text]),
        );
        expect(one).toEqual(other);
        expect(one.length).toBeGreaterThan(0);
      }),
      { numRuns: 6 },
    );
  });
});

it("a field without a kind is taken for a secret", async () => {
  document.body.innerHTML = `<label for="f">名前</label><input id="f" value="himitsu" />`;
  await guide.switchOn();
  const input = document.querySelector("input");
  expect(await guide.heard(() => input?.focus())).toEqual([
    "名前。入力らん。入力した文字は読み上げません",
  ]);
  const said = await guide.heard(() => {
    input?.dispatchEvent(new KeyboardEvent("keydown", { bubbles: true }));
    if (input !== null) input.value = "himitsu9";
    input?.dispatchEvent(new Event("input", { bubbles: true }));
  });
  expect(said).toEqual(["1文字入力しました"]);
});

it("what must not be heard isn't, wherever it stands", async () => {
  document.body.innerHTML = `<p role="status"></p>`;
  await guide.switchOn();
  const said = await guide.heard(() => {
    const status = document.querySelector("p");
    if (status !== null) status.innerHTML = `鍵 <span data-unspoken>JBSWY3DP</span>`;
  });
  expect(said).toEqual(["鍵"]);
});
