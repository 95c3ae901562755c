import type { Page } from "@playwright/test";

/** What 「文字の大きさ・言語」 offers, by what the page's root then carries. */
export interface Look {
  readonly textSize?: 100 | 150 | 200;
  readonly contrast?: "standard" | "high";
  readonly reach?: "standard" | "low";
}

/**
 * Sets choices in the running page's store, without the dialog, whose own journey proves that it does the
 * same; what isn't named is standard.
 */
export async function choose(page: Page, look: Look): Promise<void> {
  await page.evaluate((wanted) => {
    interface Mounted {
      readonly __vue_app__: {
        readonly config: {
          readonly globalProperties: {
            readonly $pinia: { readonly state: { value: Record<string, object> } };
          };
        };
      };
    }
    const root = document.querySelector("#app") as unknown as Mounted;
    const stores = root.__vue_app__.config.globalProperties.$pinia.state.value;
    const standard = { textSize: 100, contrast: "standard", reach: "standard" };
    Object.assign(stores["choices"] ?? {}, standard, wanted);
    return new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  }, look);
}
