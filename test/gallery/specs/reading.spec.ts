import type { Page } from "@playwright/test";
import { sizes } from "../../e2e/sizes.ts";
import { customerCases } from "../cases/all.ts";
import { expect, test } from "../fixtures.ts";

for (const { id, what, main, read } of customerCases) {
  if (main !== true && read !== true) continue;
  test(`${id} reads as it did: ${what}`, async ({ gallery }) => {
    await gallery.show(id, sizes[0]);
    await expect.soft(gallery.page.locator("body")).toMatchAriaSnapshot({ name: `${id}.aria.yml` });
    expect(await descriptions(gallery.page)).toMatchSnapshot(`${id}.descriptions.txt`);
  });
}

/** What Chromium tells a screen reader besides role and name: descriptions, and which entries are refused. */
async function descriptions(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  await session.detach();
  const lines = nodes.flatMap(({ ignored, role, name, description, properties = [] }) => {
    const words = String(description?.value ?? "");
    const refused = properties.some(
      (each) => each.name === "invalid" && each.value.value === "true",
    );
    if (ignored || (words === "" && !refused)) return [];
    const state = refused ? " (invalid)" : "";
    return [`${String(role?.value)} ${String(name?.value)}${state}: ${words}`];
  });
  return `${lines.join("\n")}\n`;
}
