import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures.ts";
import { misfits } from "../misfits.ts";
import { staffTour } from "../staff-tour.ts";
import { tour } from "../tour.ts";

// The gallery measures every state at every size; here the kiosk's own window and runtime do as its page does.

/** What is amiss on the page, once its letters are drawn in their own typeface. */
async function amissOn(page: Page): Promise<readonly string[]> {
  await page.evaluate(async () => {
    document.body.getBoundingClientRect();
    await document.fonts.ready;
  });
  return page.evaluate(misfits);
}

/** What a busy machine still draws, as a keyboard that opens before its field has the focus, may settle. */
async function expectFit(page: Page, at: string): Promise<void> {
  await expect
    .configure({ soft: true })
    .poll(() => amissOn(page), { message: at, timeout: 10_000 })
    .toEqual([]);
}

test("nothing is cut off, covered or too small to touch in the kiosk itself", async ({
  shared: kiosk,
}) => {
  await tour(kiosk, kiosk.taro, kiosk.profile, async ({ screenId, what }) => {
    await expectFit(kiosk.page, `${screenId}, ${what}`);
  });
});

test("nor is it for staff", async ({ kiosk }) => {
  await staffTour(kiosk, async ({ screenId, what }) => {
    await expectFit(kiosk.page, `${screenId}, ${what}`);
  });
});
