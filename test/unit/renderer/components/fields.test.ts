import { afterEach, describe, expect, it } from "vitest";
import { nextTick } from "vue";
import { screenWith } from "./screen-with-fields.ts";
import type { ScreenUnderTest } from "./screen-with-fields.ts";

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

async function unticked(name: string): Promise<void> {
  const box = screen.input(name).closest("[data-field]")?.querySelector('input[type="checkbox"]');
  await screen.touch(box ?? document.body);
}

describe("a field", () => {
  it("is named by its label alone and described by 【必須】 and hint", async () => {
    await open({ 確認用パスワード: "password" }, "確認用パスワード");
    const input = screen.input("確認用パスワード");
    expect(input.type).toBe("text");
    expect(input.labels?.[0]?.textContent).toBe("確認用パスワード");
    const description = document.getElementById(input.getAttribute("aria-describedby") ?? "");
    expect(description?.textContent.trim()).toBe("【必須】(半角数字)");
    expect(input.hasAttribute("aria-invalid")).toBe(false);
  });

  it("says a refusal beside it, in words, and first in its description", async () => {
    await open({ mail: "mail" }, "mail");
    screen.refusals["mail"] = "入力してください。";
    await nextTick();
    const input = screen.input("mail");
    const alert = document.querySelector('[role="alert"]');
    expect(alert?.textContent.trim()).toBe("入力してください。");
    expect(input.getAttribute("aria-invalid")).toBe("true");
    expect(input.getAttribute("aria-describedby")?.split(" ")[0]).toBe(alert?.id);
  });
});

describe.each(["password", "pin"] as const)("a secret field (%s)", (kind) => {
  it("keeps its text out of the document", async () => {
    await open({ secret: kind }, "secret");
    // A digit twice in a row: the shuffled keys, each there once, can't spell it by chance.
    for (const digit of "2558") await screen.touch(screen.key(digit));
    expect(screen.values["secret"]).toBe("2558");
    expect(screen.input("secret").value).toBe("●●●●");
    const attributes = [...document.querySelectorAll("*")].flatMap((element) => [
      ...element.getAttributeNames().map((name) => element.getAttribute(name) ?? ""),
    ]);
    expect(`${document.body.textContent} ${attributes.join(" ")}`).not.toContain("2558");
  });

  it("refuses hardware characters while its box is ticked, and says how to enter", async () => {
    await open({ secret: kind }, "secret");
    const event = await screen.type("secret", "7");
    expect(event.defaultPrevented).toBe(true);
    expect(screen.values["secret"]).toBe("");
    expect(document.querySelector('[role="status"]')?.textContent).toContain("画面のキーボード");
  });

  it("takes hardware characters once it is unticked, and closes the keyboard", async () => {
    await open({ secret: kind }, "secret");
    await unticked("secret");
    expect(screen.keyboard()).toBeNull();
    await screen.type("secret", "25");
    await screen.type("secret", "8");
    expect(screen.values["secret"]).toBe("258");
    expect(screen.input("secret").value).toBe("●●●");
  });

  it("shows a cleared text cleared", async () => {
    await open({ secret: kind }, "secret");
    await screen.touch(screen.key("1"));
    screen.values["secret"] = "";
    await nextTick();
    expect(screen.input("secret").value).toBe("");
    await screen.touch(screen.key("2"));
    expect(screen.values["secret"]).toBe("2");
  });
});

describe("a code", () => {
  it("stands in six boxes over one input that holds it", async () => {
    await open({ code: "code" }, "code");
    for (const digit of "1234") await screen.touch(screen.key(digit));
    expect(screen.input("code").value).toBe("1234");
    const cells = [...document.querySelectorAll(".cell")].map((cell) => cell.textContent);
    expect(cells).toEqual(["1", "2", "3", "4", "", ""]);
  });
});

describe("where digits are asked for", () => {
  const typedIn = async (kind: "pin" | "code") => {
    await open({ digits: kind }, "digits");
    if (kind === "pin") await unticked("digits");
    return screen.input("digits");
  };
  /** Chromium's events for an input method that gives `texts` one after the other, and ends with the last. */
  const composed = async (input: HTMLInputElement, ...texts: readonly string[]) => {
    const before = input.value;
    input.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
    for (const data of texts) {
      input.value = before + data;
      const inputType = "insertCompositionText";
      input.dispatchEvent(new InputEvent("input", { bubbles: true, inputType, data }));
      await nextTick();
    }
    // Happy DOM's composition events carry no text of their own.
    const end = new CompositionEvent("compositionend", { bubbles: true });
    input.dispatchEvent(Object.assign(end, { data: texts.at(-1) }));
    await nextTick();
  };

  it.each(["123 456", "１２３－４５６", "123\u3000456\n"])(
    "%j pasted into a code leaves its digits alone in the boxes",
    async (pasted) => {
      const input = await typedIn("code");
      input.value = pasted;
      input.dispatchEvent(new InputEvent("input", { bubbles: true }));
      await nextTick();
      expect([input.value, screen.values["digits"]]).toEqual(["123456", "123456"]);
      expect(document.querySelectorAll(".cell")).toHaveLength(6);
    },
  );

  it.each(["48 26", "４８－２６"])("%j typed or pasted into a PIN is its digits", async (typed) => {
    await typedIn("pin");
    await screen.type("digits", typed);
    expect(screen.values["digits"]).toBe("4826");
    expect(screen.input("digits").value).toBe("●●●●");
  });

  it.each([
    ["code", "123"],
    ["pin", "●●●"],
  ] as const)("an input method's full-width digits enter a %s once", async (kind, shown) => {
    const input = await typedIn(kind);
    await composed(input, "１", "１２");
    await composed(input, "３");
    expect([input.value, screen.values["digits"]]).toEqual([shown, "123"]);
  });

  it("an input method enters nothing into a PIN while its box is ticked", async () => {
    await open({ digits: "pin" }, "digits");
    await composed(screen.input("digits"), "１", "１２");
    expect([screen.input("digits").value, screen.values["digits"]]).toEqual(["", ""]);
  });
});

describe("a plain field", () => {
  it("takes hardware typing with the keyboard open", async () => {
    await open({ id: "id" }, "id");
    const input = screen.input("id");
    input.value = "taro";
    input.dispatchEvent(new InputEvent("input", { bubbles: true }));
    expect(screen.values["id"]).toBe("taro");
    await screen.touch(screen.key("1"));
    expect(screen.values["id"]).toBe("taro1");
  });
});
