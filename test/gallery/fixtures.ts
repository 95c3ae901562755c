import { test as base } from "@playwright/test";
import type { Page } from "@playwright/test";
import type { sizes } from "../e2e/sizes.ts";
import type { Setting } from "./page/setting.ts";

export interface GalleryOptions {
  /** Device pixels a CSS pixel. */
  readonly density: number;
}

/** The gallery's page; one of them serves all tests of a worker, from case to case. */
export interface Gallery {
  readonly page: Page;
  /** Shows the case with this id at this size. */
  show(id: string, size: (typeof sizes)[number], setting?: Setting): Promise<void>;
  /** Shows the same case in another setting. */
  choose(setting: Setting): Promise<void>;
  /** What doesn't fit of the same case in each of these settings. */
  misfitsIn(settings: readonly Setting[]): Promise<readonly string[]>;
}

const standard: Setting = { theme: "standard", language: "ja" };

export const test = base.extend<object, GalleryOptions & { gallery: Gallery }>({
  density: [1, { option: true, scope: "worker" }],
  gallery: [
    async ({ browser, density }, use) => {
      const page = await browser.newPage({ deviceScaleFactor: density });
      await page.goto(process.env["GALLERY_ADDRESS"] ?? "");
      await use({
        page,
        async show(id, size, setting = standard) {
          await page.setViewportSize(size);
          await page.evaluate(async (asked) => window.gallery.show(asked.id, asked.setting), {
            id,
            setting,
          });
        },
        misfitsIn: async (settings) =>
          page.evaluate(async (asked) => window.gallery.misfitsIn(asked), settings),
        async choose(setting) {
          await page.evaluate(async (asked) => window.gallery.choose(asked), setting);
        },
      });
      await page.close();
    },
    { scope: "worker" },
  ],
});

export { expect } from "@playwright/test";
