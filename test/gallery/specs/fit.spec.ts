import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { sizes } from "../../e2e/sizes.ts";
import { cases, customerCases, staffCases } from "../cases/all.ts";
import { expect, test } from "../fixtures.ts";
import { languages } from "../languages.ts";
import type { Setting } from "../page/setting.ts";

const japanese: Setting = { theme: "standard", language: "ja" };
/** Its edges are thicker. */
const high: Setting = { theme: "high", language: "ja" };
/** What one screen needs in the way of room, and the reach of its controls, it needs in Japanese. */
const chosen: readonly Setting[] = [
  { ...japanese, textSize: 150 },
  { ...japanese, textSize: 200 },
  { ...japanese, reach: "low" },
  { ...japanese, reach: "low", textSize: 200 },
];

for (const { id, what } of [...customerCases, ...staffCases]) {
  test(`${id}, nothing is cut off, covered or too small to touch: ${what}`, async ({ gallery }) => {
    const isStaffs = id.startsWith("KST");
    const spoken = languages.map((language) => ({ ...japanese, language }));
    for (const size of sizes) {
      await gallery.show(id, size);
      const settings = isStaffs ? [japanese] : [...spoken, high];
      expect.soft(await gallery.misfitsIn(settings), size.name).toEqual([]);
      if (isStaffs || size.name === "1920x1080") continue;
      expect.soft(await gallery.misfitsIn(chosen), size.name).toEqual([]);
    }
  });
}

for (const each of cases) {
  const { id, what } = each;
  test(`${id} violates nothing of WCAG 2.2 A or AA: ${what}`, async ({ gallery }) => {
    await gallery.show(id, sizes[0]);
    expect.soft(await violations(gallery.page)).toEqual([]);
    await gallery.choose(high);
    // AAA's, 7:1.
    expect.soft(await violations(gallery.page, ["color-contrast-enhanced"])).toEqual([]);
    if (!("main" in each)) return;
    // Another size, a bank's colours and another language at once: each may turn, cover or name something otherwise.
    await gallery.show(id, sizes[2], { theme: "bank", language: "vi" });
    expect.soft(await violations(gallery.page)).toEqual([]);
  });
}

test("the seconds before a session ends are seen with low controls and the largest letters, too", async ({
  gallery,
}) => {
  for (const size of sizes) {
    await gallery.show("KLG001-idle", size);
    for (const language of languages) {
      await gallery.choose({ theme: "standard", language, textSize: 200, reach: "low" });
      const hidden = await gallery.page.evaluate(() => {
        const edge = document.querySelector("dialog .body")?.getBoundingClientRect();
        const [seconds, ...buttons] = Array.from(
          document.querySelectorAll("dialog .seconds, dialog .buttons button"),
          (each) => each.getBoundingClientRect(),
        );
        if (edge === undefined || seconds === undefined || buttons.length !== 2) return "no dialog";
        if (seconds.top < edge.top || seconds.bottom > edge.bottom) return "the seconds";
        const out = buttons.some(
          ({ top, bottom }) => top < innerHeight / 2 || bottom > innerHeight,
        );
        return out ? "a button" : null;
      });
      expect.soft(hidden, `${size.name} ${language}`).toBeNull();
    }
  }
});

test("nothing moves for those who want less motion, not even while the kiosk is at work", async ({
  gallery,
}) => {
  const { page } = gallery;
  const moves = async () =>
    page.evaluate(() => document.getAnimations().some(({ playState }) => playState === "running"));
  await gallery.show("KLG001-busy", sizes[0]);
  await page.evaluate(() => document.documentElement.toggleAttribute("data-moving", true));
  expect(await moves()).toBe(true);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await expect.poll(moves).toBe(false);
  await page.emulateMedia({ reducedMotion: null });
  await page.evaluate(() => document.documentElement.removeAttribute("data-moving"));
});

async function violations(page: Page, more: readonly string[] = []): Promise<readonly string[]> {
  // The page of a worker is one, and so axe is read once: a script that does nothing stands for it afterwards.
  const known = await page.evaluate(() => "axe" in window);
  const values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
  const rules = Object.fromEntries(more.map((rule) => [rule, { enabled: true }]));
  const { violations: found } = await new AxeBuilder({ page, ...(known && { axeSource: ";" }) })
    .setLegacyMode()
    .options({
      runOnly: { type: "tag", values },
      rules,
      resultTypes: ["violations"],
      preload: false,
    })
    .analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`);
}
