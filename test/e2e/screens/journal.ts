import type { Locator, Page } from "@playwright/test";
import { expect } from "@playwright/test";
import { Screen } from "./screen.ts";

/** 記録の閲覧 */
export class Journal extends Screen {
  constructor(page: Page) {
    super(page, "KST007");
  }

  rows(): Locator {
    return this.root.locator("tbody tr");
  }

  /** Looks anew by these; what isn't named is left out. */
  async find(asked: {
    readonly day?: string;
    readonly customer?: string;
    readonly staffId?: string;
    readonly kind?: string;
  }): Promise<void> {
    await this.button("条件を変える").click();
    const fields = [
      ["日付", asked.day],
      ["お客さま", asked.customer],
      ["係員番号", asked.staffId],
    ] as const;
    for (const [name, text] of fields) {
      if ((await this.field(name).inputValue()) !== "") await this.clear(name);
      if (text !== undefined) await this.type(name, text);
    }
    await this.root.getByRole("button", { name: /^種類 : / }).click();
    await this.button(asked.kind ?? "すべて").click();
    await this.button("検索する").click();
    await expect(this.button("条件を変える")).toBeVisible();
  }

  /** Writes an export; gives its name below the data folder. */
  async exported(button: "CSVで書き出す" | "全記録を署名付きで書き出す"): Promise<string> {
    await this.button(button).click();
    const said = this.root.getByRole("status");
    await expect(said).toContainText(button === "CSVで書き出す" ? ".csv" : ".jsonl");
    return /「(.+)」/.exec(await said.innerText())?.[1] ?? "";
  }
}
