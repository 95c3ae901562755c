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

  /** Enters what is refused, and waits until it is. */
  async enterInVain(staffId: string, pin: string): Promise<void> {
    await this.clear("係員番号");
    await this.enter(staffId, pin);
    await expect(this.field("暗証番号")).toHaveValue("");
  }
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

/** From 待機 to 係員メニュー. */
export async function signInStaff(page: Page, member: DemoStaff): Promise<StaffMenu> {
  const attract = new Attract(page);
  await attract.shown();
  await attract.button("係員").click();
  const form = new StaffSignIn(page);
  await form.shown();
  await form.enter(member.staffId, member.pin);
  const menu = new StaffMenu(page);
  await menu.shown();
  return menu;
}
