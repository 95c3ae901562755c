import type { Locator, Page } from "@playwright/test";

/** The middle of a key, CSS pixels of the page. */
interface Place {
  readonly x: number;
  readonly y: number;
}

/**
 * The software keyboard as a finger meets it: its keys are looked up together, by role and by what stands on them, and
 * each is pressed where it is drawn. A press by Playwright's own `click` looks up and waits for each key anew, which
 * takes five times the processor time, and a journey has hundreds of them.
 */
export class SoftKeyboard {
  private readonly page: Page;
  private readonly root: Locator;
  private places: Readonly<Record<string, Place>> = {};

  constructor(page: Page) {
    this.page = page;
    this.root = page.getByRole("group", { name: "ソフトウェアキーボード" });
  }

  /** A key that is no character: 全消去, 大文字. */
  key(name: string): Locator {
    return this.root.getByRole("button", { name, exact: true });
  }

  /** One press for each character; 大文字 is pressed before and after a capital, 記号 where it leads to a sign or back. */
  async type(text: string): Promise<void> {
    await this.look();
    for (const character of text) {
      const isCapital = /[A-Z]/.test(character);
      if (!(character in this.places)) {
        await this.key(isCapital ? "大文字" : "記号").click();
        await this.look();
      }
      await this.press(character);
      if (isCapital) {
        await this.key("大文字").click();
        await this.look();
      }
    }
  }

  /** Presses what is there: a key that has moved since the last look is looked for again, never missed. */
  private async press(character: string): Promise<void> {
    while (!(await this.isUnderFinger(character))) {
      await this.key(character).waitFor();
      await this.look();
    }
    const { x, y } = this.placeOf(character);
    await this.page.mouse.click(x, y);
  }

  private placeOf(character: string): Place {
    const place = this.places[character];
    if (place === undefined) throw new Error(`There is no key ${character}`);
    return place;
  }

  private async isUnderFinger(character: string): Promise<boolean> {
    return this.page.evaluate(
      ([{ x, y }, wanted]) =>
        document.elementFromPoint(x, y)?.closest("button:enabled")?.textContent.trim() === wanted,
      [this.placeOf(character), character] as const,
    );
  }

  /** Where the keys are, once they keep still. */
  private async look(): Promise<void> {
    await this.root.waitFor();
    this.places = await this.root.getByRole("button").evaluateAll(async (keys) => {
      const measured = () =>
        Object.fromEntries(
          keys.map((key) => {
            const { x, y, width, height } = key.getBoundingClientRect();
            return [key.textContent.trim(), { x: x + width / 2, y: y + height / 2 }];
          }),
        );
      const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
      for (let before = ""; ;) {
        await frame();
        const places = measured();
        const now = JSON.stringify(places);
        if (now === before) return places;
        before = now;
      }
    });
  }
}
