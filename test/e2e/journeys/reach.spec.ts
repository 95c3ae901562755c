import { choose } from "../choose.ts";
import type { Look } from "../choose.ts";
import { taro } from "../customers.ts";
import { expect, test } from "../fixtures.ts";
import { sizes } from "../sizes.ts";
import { tour } from "../tour.ts";
import { unreached } from "../unreached.ts";

const looks: readonly Look[] = [
  { reach: "low" },
  { reach: "low", textSize: 200 },
  { textSize: 150 },
  { textSize: 200 },
];

test("larger letters lose nothing, and low controls all lie below the middle", async ({
  kiosk: { app, page, now },
  profile,
}) => {
  // What isn't seen isn't painted, which takes longer than to lay it out; its places are the same.
  const see = (opacity: string) =>
    page.evaluate((value) => (document.documentElement.style.opacity = value), opacity);
  await tour({ app, page, now }, taro, profile, async ({ screenId, what }) => {
    await see("0");
    for (const { name, width, height } of sizes) {
      await page.setViewportSize({ width, height });
      for (const look of looks) {
        await choose(page, look);
        const where = `${screenId}, ${what}, ${name}, ${JSON.stringify(look)}`;
        expect.soft(await page.evaluate(unreached, look.reach === "low"), where).toEqual([]);
      }
    }
    await choose(page, {});
    await page.setViewportSize({ width: 1280, height: 1024 });
    await see("");
  });
});
