import { sizes } from "../../e2e/sizes.ts";
import { docsPictures } from "../docs-pictures.ts";
import { expect, test } from "../fixtures.ts";

// A changed word is too few points of a picture to be seen in it, so the words are compared by themselves.
for (const [file, id] of Object.entries(docsPictures)) {
  test(`build/docs/${file} is not older than ${id}`, async ({ gallery: { page, show } }) => {
    await show(id, sizes[0]);
    const renewed = "older than its screen: npm run docs:pictures";
    expect.soft(await page.locator("body").innerText(), renewed).toMatchSnapshot(`${id}-words.txt`);
    await expect.soft(page, renewed).toHaveScreenshot(file);
  });
}
