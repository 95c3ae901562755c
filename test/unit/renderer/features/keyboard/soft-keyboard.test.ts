import { afterEach, describe, expect, it } from "vitest";
import { nextTick } from "vue";
import { screenWith } from "../../components/screen-with-fields.ts";
import type { ScreenUnderTest } from "../../components/screen-with-fields.ts";

let screen: ScreenUnderTest;

afterEach(() => {
  screen.wrapper.unmount();
  document.body.innerHTML = "";
});

async function open(fields: Parameters<typeof screenWith>[0], first: string): Promise<void> {
  screen = await screenWith(fields);
  screen.input(first).focus();
  await nextTick();
}

it("opens with a field's focus and closes when the focus leaves the fields", async () => {
  await open({ id: "id" }, "id");
  expect(screen.keyboard()?.getAttribute("role")).toBe("group");
  document.querySelector<HTMLElement>("[data-primary]")?.focus();
  await nextTick();
  expect(screen.keyboard()).toBeNull();
});

it("enters one character a touch, and leaves the focus in the field", async () => {
  await open({ id: "id" }, "id");
  await screen.touch(screen.key("t"));
  await screen.touch(screen.key("a"));
  expect(screen.values["id"]).toBe("ta");
  expect(document.activeElement).toBe(screen.input("id"));
});

it("enters one character for Enter or Space on a key, which click without a pointer", async () => {
  await open({ id: "id" }, "id");
  screen.key("t").dispatchEvent(new MouseEvent("click", { bubbles: true, detail: 0 }));
  await nextTick();
  expect(screen.values["id"]).toBe("t");
});

it("loses nothing when keys follow each other within one frame", async () => {
  await open({ mail: "mail" }, "mail");
  for (const name of ["t", "a", "@docomo.ne.jp"]) void screen.touch(screen.key(name));
  await nextTick();
  expect(screen.values["mail"]).toBe("ta@docomo.ne.jp");
});

it("has capitals named by the capital, symbols, erasing and clearing", async () => {
  await open({ id: "id" }, "id");
  await screen.touch(screen.key("大文字"));
  await screen.touch(screen.key("Q"));
  await screen.touch(screen.key("記号"));
  await screen.touch(screen.key("#"));
  expect(screen.values["id"]).toBe("Q#");
  await screen.touch(screen.key("1文字消す"));
  expect(screen.values["id"]).toBe("Q");
  await screen.touch(screen.key("すべて消す"));
  expect(screen.values["id"]).toBe("");
});

it("enters kana with their marks, and letters after a switch", async () => {
  await open({ name: "name" }, "name");
  for (const name of [
    "タ",
    "濁点 ゛",
    "イ",
    "コ",
    "ク",
    "濁点 ゛",
    "英数字",
    "q",
    "記号",
    "#",
    "カナ",
    "ヨ",
  ]) {
    await screen.touch(screen.key(name));
  }
  expect(screen.values["name"]).toBe("ダイコグq#ヨ");
  await screen.touch(screen.key("小文字"));
  expect(screen.values["name"]?.endsWith("ョ")).toBe(true);
  await screen.touch(screen.key("すべて消す"));
  for (const name of ["ハ", "半濁点 ゜"]) await screen.touch(screen.key(name));
  expect(screen.values["name"]).toBe("パ");
});

it("goes by 入力完了 from field to field, then to the primary action, and closes", async () => {
  await open({ first: "id", second: "code" }, "first");
  await screen.touch(screen.key("入力完了"));
  expect(document.activeElement).toBe(screen.input("second"));
  await screen.touch(screen.key("入力完了"));
  expect(document.activeElement?.textContent.trim()).toBe("次へ");
  expect(screen.keyboard()).toBeNull();
});

it("shuffles a password's keys anew at every opening, unless asked for a fixed order", async () => {
  await open({ password: "password", another: "password" }, "password");
  const order = (): string => document.querySelector(".characters")?.textContent ?? "";
  const orders = new Set<string>();
  for (let opening = 0; opening < 4; opening += 1) {
    orders.add(order());
    screen.input(opening % 2 === 0 ? "another" : "password").focus();
    await nextTick();
  }
  expect(orders.size).toBe(4);
  await screen.touch(screen.key("順番どおりに並べる"));
  expect(order().replaceAll(/\s/g, "")).toMatch(/^1234567890qwertyuiop/);
});

it("stays as it is behind a dialog, which gives the focus back", async () => {
  await open({ password: "password" }, "password");
  const order = (): string => document.querySelector(".characters")?.textContent ?? "";
  const before = order();
  const question = document.createElement("dialog");
  const answer = question.appendChild(document.createElement("button"));
  document.body.append(question);
  answer.focus();
  await nextTick();
  expect(order()).toBe(before);
  screen.input("password").focus();
  question.remove();
  await nextTick();
  expect(order()).toBe(before);
});

it("shows the press of a plain key and not of a password's", async () => {
  await open({ id: "id", password: "password" }, "id");
  const isShown = async (name: string): Promise<boolean> => {
    const key = screen.key(name);
    key.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true, button: 0 }));
    await nextTick();
    const shown = key.classList.contains("pressed");
    key.dispatchEvent(new PointerEvent("pointerup", { bubbles: true }));
    await nextTick();
    return shown;
  };
  expect(await isShown("t")).toBe(true);
  screen.input("password").focus();
  await nextTick();
  expect(await isShown("t")).toBe(false);
});

it("is one stop for Tab, which moves with the focus", async () => {
  await open({ id: "id" }, "id");
  const stops = (): string[] =>
    Array.from(document.querySelectorAll('[data-key][tabindex="0"]'), (key) =>
      key.textContent.trim(),
    );
  expect(stops()).toEqual(["1"]);
  screen.key("t").focus();
  expect(stops()).toEqual(["t"]);
  await screen.touch(screen.key("大文字"));
  expect(stops()).toHaveLength(1);
});

it("is one stop for Tab, entered from its field by the arrow down and left by Escape", async () => {
  await open({ password: "password" }, "password");
  expect(document.querySelectorAll('[data-key][tabindex="0"]')).toHaveLength(1);
  const press = (key: string): boolean | undefined =>
    document.activeElement?.dispatchEvent(
      new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }),
    );
  press("ArrowDown");
  expect(document.activeElement?.hasAttribute("data-key")).toBe(true);
  press("Escape");
  expect(document.activeElement).toBe(screen.input("password"));
});

describe("a hand that rests on the screen", () => {
  /** A finger's touch of a key; `at`: milliseconds. */
  const land = async (name: string, at: number, contact: PointerEventInit = {}): Promise<void> => {
    const init = { pointerType: "touch", pointerId: 1, width: 20, height: 20, button: 0 };
    const event = new PointerEvent("pointerdown", { ...init, bubbles: true, ...contact });
    Object.defineProperty(event, "timeStamp", { value: at });
    screen.key(name).dispatchEvent(event);
    await nextTick();
  };

  it("presses nothing with the edge of a hand", async () => {
    await open({ id: "id" }, "id");
    await land("a", 1_000, { width: 80, height: 50 });
    await land("s", 1_300, { width: 30, height: 90 });
    expect(screen.values["id"]).toBe("");
  });

  it("presses one key where several contacts land at once, and the next finger's after that", async () => {
    await open({ id: "id" }, "id");
    await land("a", 2_000, { pointerId: 2 });
    await land("s", 2_010, { pointerId: 3 });
    await land("d", 2_030, { pointerId: 4 });
    expect(screen.values["id"]).toBe("a");
    await land("f", 2_200, { pointerId: 5 });
    expect(screen.values["id"]).toBe("af");
  });

  it("takes a trembling finger for one touch, and two touches for two", async () => {
    await open({ id: "id" }, "id");
    await land("a", 3_000);
    await land("a", 3_080);
    expect(screen.values["id"]).toBe("a");
    await land("a", 3_400);
    expect(screen.values["id"]).toBe("aa");
  });
});
