import type { Page } from "@playwright/test";
import { nihonmatsu } from "../e2e/staff.ts";
import { CustomerSearch } from "../e2e/screens/customers.ts";
import { Attract, SignIn } from "../e2e/screens/sign-in.ts";
import { signInStaff } from "../e2e/screens/staff.ts";
import { registerCustomersIn } from "../e2e/home.ts";
import { pressToPaint } from "./echo.ts";
import { quantile } from "./figures.ts";
import type { Figure } from "./figures.ts";
import { withBlank, withKiosk, withProfile } from "./windows.ts";

const presses = 100;

/**
 * Press to painted echo, of a key over a customer's form and over a staff list, and of the button that turns the list's
 * page, against a button that appends one letter to a blank page.
 */
export async function echoFigures(): Promise<readonly Figure[]> {
  return withProfile(async (profile) => {
    const floor = await withBlank(profile, ({ page }) =>
      pressToPaint(page, [page.getByRole("button", { name: "a" })], presses),
    );
    await registerCustomersIn(profile);
    const form = await withKiosk(profile, async ({ page }) => {
      await new Attract(page).begin();
      await new SignIn(page).field("ログインID").click();
      return pressToPaint(page, [keyOf(page, "a")], presses);
    });
    const list = await withKiosk(profile, async ({ page }) => {
      const search = await findMany(page);
      const turned = await pressToPaint(
        page,
        [search.button("次へ"), search.button("前へ")],
        presses,
      );
      await search.root.getByRole("textbox").click();
      return { turned, typed: await pressToPaint(page, [keyOf(page, "ア")], presses) };
    });
    return [
      p95Figure("key press to painted echo, p95", form, floor),
      p95Figure("the same over customers that staff have found", list.typed, floor),
      p95Figure("page of these customers turned, p95", list.turned, floor),
    ];
  });
}

/** Of a hundred customers of this name, the twenty that a search answers, on several pages. */
async function findMany(page: Page): Promise<CustomerSearch> {
  const menu = await signInStaff(page, nihonmatsu);
  await menu.button("お客さま検索").click();
  const search = new CustomerSearch(page);
  await search.shown();
  await search.findAsTyped("福島");
  await search.button("次へ").waitFor();
  return search;
}

function keyOf(page: Page, name: string) {
  const keyboard = page.getByRole("group", { name: "ソフトウェアキーボード" });
  return keyboard.getByRole("button", { name, exact: true });
}

function p95Figure(name: string, measured: readonly number[], floor: readonly number[]): Figure {
  const [p95, floorP95] = [quantile(measured, 0.95), quantile(floor, 0.95)];
  return {
    name,
    measured: `${p95.toFixed(1)} ms`,
    floor: `${floorP95.toFixed(1)} ms`,
    ratio: (p95 / floorP95).toFixed(2),
    aim: "<= 16.7 ms",
  };
}
