import { sizes } from "../../e2e/sizes.ts";
import { cases, staffCases } from "../cases/all.ts";
import type { Case } from "../cases/case.ts";
import { expect, test } from "../fixtures.ts";
import { themes } from "../page/setting.ts";

/** Of staff's screens one size shows whether they have changed; a bank's own colours are the bank's. */
const places = (each: Case) =>
  staffCases.some(({ id }) => id === each.id)
    ? { at: sizes.slice(0, 1), by: themes.slice(0, 1) }
    : { at: sizes, by: themes.slice(0, 2) };

for (const each of cases) {
  test(`${each.id} looks as it did: ${each.what}`, async ({ gallery }) => {
    const { at, by } = places(each);
    for (const size of at) {
      await gallery.show(each.id, size);
      for (const theme of by) {
        await gallery.choose({ theme, language: "ja" });
        const name = `${each.id}-${size.name}-${theme}.png`;
        await expect.soft(gallery.page).toHaveScreenshot(name);
      }
    }
  });
}
