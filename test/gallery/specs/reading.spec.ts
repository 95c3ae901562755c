import { sizes } from "../../e2e/sizes.ts";
import { customerCases } from "../cases/all.ts";
import { expect, test } from "../fixtures.ts";

for (const { id, what, main } of customerCases) {
  if (main !== true) continue;
  test(`${id} reads as it did: ${what}`, async ({ gallery }) => {
    await gallery.show(id, sizes[0]);
    await expect(gallery.page.locator("body")).toMatchAriaSnapshot({ name: `${id}.aria.yml` });
  });
}
