import type { Locator, Page } from "@playwright/test";
import { expect } from "@playwright/test";
import { SoftKeyboard } from "./soft-keyboard.ts";

/** What every screen has; one class a screen adds its own fields and buttons, found by the manual's words. */
export class Screen {
  readonly page: Page;
  readonly id: string;
  readonly root: Locator;
  private readonly keyboard: SoftKeyboard;

  constructor(page: Page, id: string) {
    this.page = page;
    this.id = id;
    this.root = page.locator(`main[data-screen-id="${id}"]`);
    this.keyboard = new SoftKeyboard(page);
  }

  /** Waits until this screen is the one shown. */
  async shown(): Promise<void> {
    await expect(this.root).toBeVisible();
    await expect(this.root.getByText(`画面ID : ${this.id}`)).toBeVisible();
  }

  button(name: string): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }

  field(name: string): Locator {
    return this.root.getByRole("textbox", { name, exact: true });
  }

  /** The value beside a term such as 登録状況. */
  value(term: string): Locator {
    return this.root
      .locator("dt", { hasText: new RegExp(`^\\s*${term}\\s*$`) })
      .locator("xpath=following-sibling::dd[1]");
  }

  /** The sentence at a refused field. */
  async refusalAt(name: string): Promise<string> {
    const field = this.field(name);
    await expect(field).toHaveAttribute("aria-invalid", "true");
    const ids = (await field.getAttribute("aria-describedby"))?.split(" ") ?? [];
    // Of several refusals the first is announced as an alert; each is its field's description.
    const said = await Promise.all(
      ids.map((id) => this.page.locator(`[id="${id}"].refusal`).allInnerTexts()),
    );
    return said.flat().join("");
  }

  /** Types by touch alone: one press on the software keyboard for each character. */
  async type(name: string, text: string): Promise<void> {
    await this.field(name).click();
    await this.keyboard.type(text);
  }

  /** Empties a field by すべて消す. */
  async clear(name: string): Promise<void> {
    await this.field(name).click();
    await this.keyboard.key("すべて消す").click();
  }
}
