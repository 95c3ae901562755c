import type { Locator, Page } from "@playwright/test";
import { Screen } from "./screen.ts";

/** 機器の状態 */
export class Health extends Screen {
  constructor(page: Page) {
    super(page, "KST006");
  }

  /** The line of 鍵の保管場所, 登録内容 and so on. */
  line(name: string): Locator {
    return this.root
      .getByRole("listitem")
      .filter({ has: this.page.getByRole("heading", { name, exact: true }) });
  }
}

/** 清掃中 */
export class Cleaning extends Screen {
  constructor(page: Page) {
    super(page, "KST008");
  }
}

/** Presses a way out on 係員メニュー, and answers its question. */
export async function leaveBy(page: Page, name: string, answer: string): Promise<void> {
  await page.getByRole("button", { name, exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: answer, exact: true }).click();
}
