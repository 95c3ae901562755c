import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { taro } from "../customers.ts";
import { expect, test } from "../fixtures.ts";
import { sizes } from "../sizes.ts";
import { staffTour } from "../staff-tour.ts";
import { tour } from "../tour.ts";
import type { Stop } from "../tour.ts";

for (const { name, width, height } of sizes) {
  test(`nothing is cut off, covered or too small to touch at ${name}`, async ({
    kiosk,
    profile,
  }) => {
    test.setTimeout(240_000);
    await kiosk.page.setViewportSize({ width, height });
    await tour(kiosk, taro, profile, async ({ screenId, what }) => {
      expect.soft(await misfits(kiosk.page), `${screenId}, ${what}`).toEqual([]);
    });
  });

  test(`nor is it for staff at ${name}`, async ({ kiosk }) => {
    test.setTimeout(240_000);
    await kiosk.page.setViewportSize({ width, height });
    await staffTour(kiosk, async ({ screenId, what }) => {
      expect.soft(await misfits(kiosk.page), `${screenId}, ${what}`).toEqual([]);
    });
  });
}

test("no screen violates WCAG 2.2 A or AA, as far as axe can tell", async ({ kiosk, profile }) => {
  test.setTimeout(240_000);
  await tour(kiosk, taro, profile, (stop) => expectAccessible(kiosk.page, stop));
});

test("nor does a screen of staff", async ({ kiosk }) => {
  test.setTimeout(240_000);
  await staffTour(kiosk, (stop) => expectAccessible(kiosk.page, stop));
});

async function expectAccessible(page: Page, { screenId, what }: Stop): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    .analyze();
  expect
    .soft(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join()}`),
      `${screenId}, ${what}`,
    )
    .toEqual([]);
}

/** Words for everything on the screen that scrolls, leaves the window, is covered or is under 44 px. */
async function misfits(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const { clientWidth, clientHeight, scrollWidth, scrollHeight } = document.documentElement;
    if (scrollWidth > clientWidth || scrollHeight > clientHeight) found.push("the page scrolls");
    const mayScroll = (element: Element): boolean => element.closest("[data-scrolls]") !== null;
    for (const element of document.querySelectorAll("main *")) {
      if (mayScroll(element) || element instanceof SVGElement) continue;
      const { overflowY } = getComputedStyle(element);
      const hidden = element.scrollHeight > element.clientHeight + 1 && element.clientHeight > 0;
      if (hidden && /auto|scroll/.test(overflowY)) found.push(`${element.className} scrolls`);
    }
    for (const element of document.querySelectorAll("button, input, h1, img, [role=img]")) {
      const box = element.getBoundingClientRect();
      if (box.width === 0 || mayScroll(element)) continue;
      const name = element.getAttribute("aria-label") ?? element.textContent.trim();
      const label = `${element.tagName} ${name}`;
      if (box.left < 0 || box.top < 0 || box.right > clientWidth || box.bottom > clientHeight) {
        found.push(`${label} is cut off`);
        continue;
      }
      if (!(element instanceof HTMLButtonElement)) continue;
      if (box.width < 44 || box.height < 44) found.push(`${label} is under 44 px`);
      const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
      if (top !== null && !element.contains(top)) found.push(`${label} is covered`);
    }
    return found;
  });
}
