import type { Locator, Page } from "@playwright/test";
import { expect } from "@playwright/test";
import { Screen } from "./screen.ts";

const label = "ログインID・ユーザID・お名前";

/** お客さま検索 */
export class CustomerSearch extends Screen {
  constructor(page: Page) {
    super(page, "KST003");
  }

  /** Types kana by touch, and searches. */
  async find(kana: string): Promise<void> {
    await this.clear(label);
    for (const [base = "", mark] of Array.from(kana, (each) => each.normalize("NFD"))) {
      await this.type(label, base);
      if (mark !== undefined) await this.button("濁点 ゛").click();
    }
    await this.button("検索する").click();
  }

  /** Fills the field at once, as an input method does, and searches. */
  async findAsTyped(text: string): Promise<void> {
    await this.field(label).fill(text);
    await this.button("検索する").click();
  }

  found(name: string): Locator {
    return this.root.getByRole("listitem").filter({ hasText: name }).getByRole("button");
  }

  async choose(name: string): Promise<CustomerInformation> {
    await this.found(name).click();
    const sheet = new CustomerInformation(this.page);
    await sheet.shown();
    await expect(this.page.getByText(`${name} 様`)).toBeVisible();
    return sheet;
  }
}

/** お客さま情報 */
export class CustomerInformation extends Screen {
  constructor(page: Page) {
    super(page, "KST004");
  }

  /** The line of a mail, an event or a kind of password. */
  line(text: string): Locator {
    return this.root.getByRole("listitem").filter({ hasText: text });
  }
}
