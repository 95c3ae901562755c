import type { Locator, Page } from "@playwright/test";
import { expect } from "@playwright/test";
import type { DemoStaff } from "../staff.ts";
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

/** コードなしの利用解除 */
export class StaffRelease extends Screen {
  constructor(page: Page) {
    super(page, "KST005");
  }

  group(name: string): Locator {
    return this.root.getByRole("radiogroup", { name, exact: true });
  }

  choice(group: string, name: string): Locator {
    return this.group(group).getByRole("radio", { name, exact: true });
  }

  async state(reason: string, evidence: string, digits: string): Promise<void> {
    await this.choice("理由", reason).click();
    await this.choice("確認した書類", evidence).click();
    await this.type("番号の末尾4文字", digits);
    await this.button("承認へ進む").click();
  }

  async approve({ staffId, pin }: DemoStaff): Promise<void> {
    await this.clear("承認者の係員番号");
    await this.type("承認者の係員番号", staffId);
    await this.type("承認者の暗証番号", pin);
    await this.button("承認して解除する").click();
  }
}
