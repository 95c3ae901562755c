import type { Page } from "@playwright/test";
import { expect } from "@playwright/test";
import type { DemoStaff } from "../staff.ts";
import { Attract } from "./sign-in.ts";
import { Screen } from "./screen.ts";

/** 係員ログイン */
export class StaffSignIn extends Screen {
  constructor(page: Page) {
    super(page, "KST001");
  }

  async enter(staffId: string, pin: string): Promise<void> {
    await this.type("係員番号", staffId);
    await this.type("暗証番号", pin);
    await this.button("ログイン").click();
  }

  /** Waits for as long as the kiosk has said that it does after wrong PINs, if it has. */
  async waitOut(): Promise<void> {
    const said = await this.root.getByRole("alert").allInnerTexts();
    const [, seconds = "0"] = /([0-9]+)秒たってから/.exec(said.join("")) ?? [];
    await this.page.waitForTimeout(Number(seconds) * 1_000);
  }

  /** Enters what is refused, and waits until it is. */
  async enterInVain(staffId: string, pin: string): Promise<void> {
    await this.clear("係員番号");
    await this.enter(staffId, pin);
    await expect(this.field("暗証番号")).toHaveValue("");
  }
}

/** Types wrong PINs, after each wait that they cost, until the number is locked. */
export async function lockByWrongPins(form: StaffSignIn, staffId: string): Promise<void> {
  await expect(async () => {
    await form.waitOut();
    await form.enterInVain(staffId, "111111");
    await expect(form.root.getByRole("alert")).toContainText("ロックしました", { timeout: 10 });
  }).toPass({ intervals: [100], timeout: 90_000 });
}

/** 係員メニュー */
export class StaffMenu extends Screen {
  constructor(page: Page) {
    super(page, "KST002");
  }

  async handBack(): Promise<void> {
    await this.button("お客さまに戻す").click();
  }
}

/** 係員のロックの解除 */
export class LockedStaff extends Screen {
  constructor(page: Page) {
    super(page, "KST009");
  }

  async unlock(name: string, reason: string): Promise<void> {
    await this.button(`${name} ロックを解除`).click();
    await this.root.getByText(reason).click();
    await this.button("ロックを解除する").click();
    await this.root.getByText(`${name} のロックを解除しました。`).waitFor();
  }
}

/** From 待機 to 係員メニュー. */
export async function signInStaff(page: Page, member: DemoStaff): Promise<StaffMenu> {
  const attract = new Attract(page);
  await attract.shown();
  await attract.button("係員専用").click();
  const form = new StaffSignIn(page);
  await form.shown();
  const menu = new StaffMenu(page);
  // After wrong PINs the kiosk takes its time.
  await expect(async () => {
    if (await menu.root.isVisible()) return;
    await form.waitOut();
    if ((await form.field("係員番号").inputValue()) !== "") await form.clear("係員番号");
    await form.enter(member.staffId, member.pin);
    await expect(menu.root.or(form.root.getByText("秒たってから"))).toBeVisible();
    await expect(menu.root).toBeVisible({ timeout: 500 });
  }).toPass({ intervals: [100], timeout: 90_000 });
  await menu.shown();
  return menu;
}
