import type { CDPSession, Page } from "@playwright/test";
import { expect, test } from "../fixtures.ts";
import { Attract } from "../screens/sign-in.ts";

interface Contact {
  readonly key: string;
  /** Half of the contact's width and height, CSS pixels. */
  readonly radius: number;
}

const finger = 6;
const palm = 45;

/** Puts these contacts on their keys in the same moment, and takes them away. */
async function touch(page: Page, session: CDPSession, contacts: readonly Contact[]): Promise<void> {
  const points = await Promise.all(
    contacts.map(async ({ key, radius }, id) => {
      const box = await page.getByRole("button", { name: key, exact: true }).boundingBox();
      if (box === null) throw new Error("The key isn't there");
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      return { id, x, y, radiusX: radius, radiusY: radius };
    }),
  );
  await session.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: points });
  await session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
}

test("a resting hand enters nothing, and two fingers at once one character", async ({
  shared: { page },
}) => {
  await new Attract(page).begin();
  const loginId = page.getByRole("textbox", { name: "ログインID" });
  await expect(loginId).toBeFocused();
  const session = await page.context().newCDPSession(page);

  await touch(page, session, [{ key: "f", radius: palm }]);
  await touch(page, session, [
    { key: "j", radius: palm },
    { key: "k", radius: palm },
  ]);
  await expect(loginId).toHaveValue("");

  await page.waitForTimeout(300); // the hand is gone by then
  await touch(page, session, [{ key: "a", radius: finger }]);
  await expect(loginId).toHaveValue("a");

  await page.waitForTimeout(300); // a hand's next touch, no longer part of the one before
  await touch(page, session, [
    { key: "g", radius: finger },
    { key: "h", radius: finger },
  ]);
  await expect(loginId).toHaveValue(/^a[gh]$/);
});
