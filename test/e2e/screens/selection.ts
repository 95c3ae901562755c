import type { Locator, Page } from "@playwright/test";
import { Screen } from "./screen.ts";
import { Top } from "./sign-in.ts";

/** ワンタイムパスワード申請内容選択 */
export class Selection extends Screen {
  constructor(page: Page) {
    super(page, "BOP001");
  }

  /** Opens the screen from トップページ. */
  async open(): Promise<void> {
    await new Top(this.page).openSelection();
    await this.shown();
  }

  get issue(): Locator {
    return this.button("トークン発行");
  }

  get start(): Locator {
    return this.button("ワンタイムパスワード利用開始");
  }

  get release(): Locator {
    return this.button("ワンタイムパスワード利用解除");
  }

  /** The words that say why a button can't be used. */
  async reasonOf(button: Locator): Promise<string> {
    const ids = (await button.getAttribute("aria-describedby"))?.split(" ") ?? [];
    const texts = await Promise.all(
      ids.map((id) => this.page.locator(`[id="${id}"]`).allInnerTexts()),
    );
    return texts.flat().join("");
  }
}
