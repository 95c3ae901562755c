import { sizes } from "../../e2e/sizes.ts";
import { cases, staffCases } from "../cases/all.ts";
import type { Case } from "../cases/case.ts";
import { expect, test } from "../fixtures.ts";
import { themes } from "../page/setting.ts";
import type { Setting } from "../page/setting.ts";

/**
 * A screen as it is met first in every size and theme, its other states in every size, and at the smallest in the
 * other themes. Staff, who choose no looks, see the standard one and the bank's.
 */
function places(each: Case): readonly (readonly [Size, readonly Theme[]])[] {
  if (staffCases.some(({ id }) => id === each.id)) return [[sizes[0], ["standard", "bank"]]];
  return sizes.map((size) => [
    size,
    "main" in each || size === sizes[0] ? themes : (["standard"] as const),
  ]);
}

/** Where the letters are largest, on the smallest screen, and all controls low: there the room is least. */
const large: Setting = { theme: "standard", language: "ja", textSize: 200, reach: "low" };

type Size = (typeof sizes)[number];
type Theme = (typeof themes)[number];

for (const each of cases) {
  test(`${each.id} looks as it did: ${each.what}`, async ({ gallery }) => {
    for (const [size, by] of places(each)) {
      await gallery.show(each.id, size);
      for (const theme of by) {
        await gallery.choose({ theme, language: "ja" });
        const name = `${each.id}-${size.name}-${theme}.png`;
        // A sheet is longer than a screen.
        await expect.soft(gallery.page).toHaveScreenshot(name, { fullPage: "sheet" in each });
      }
      if (size !== sizes[0] || !("large" in each)) continue;
      await gallery.choose(large);
      await expect.soft(gallery.page).toHaveScreenshot(`${each.id}-${size.name}-large.png`);
    }
  });
}
