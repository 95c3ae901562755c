import { sizes } from "../../e2e/sizes.ts";
import { cases, staffCases } from "../cases/all.ts";
import type { Case } from "../cases/case.ts";
import { expect, test } from "../fixtures.ts";
import { themes } from "../page/setting.ts";

/**
 * A screen as it is met first in every size, its other states at the smallest, staff's in one theme: that they fit at
 * every size is measured elsewhere. A bank's own colours are the bank's.
 */
function places(each: Case): { readonly at: readonly Size[]; readonly by: readonly Theme[] } {
  const isStaffs = staffCases.some(({ id }) => id === each.id);
  const isMain = "main" in each || "sheet" in each;
  return { at: isMain ? sizes : sizes.slice(0, 1), by: themes.slice(0, isStaffs ? 1 : 2) };
}

type Size = (typeof sizes)[number];
type Theme = (typeof themes)[number];

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
