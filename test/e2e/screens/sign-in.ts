import type { Page } from "@playwright/test";
import type { DemoCustomer } from "../customers.ts";
import { Screen } from "./screen.ts";

/** 待機 */
export class Attract extends Screen {
  constructor(page: Page) {
    super(page, "KWT001");
  }

  async begin(): Promise<void> {
    await this.button("はじめる").click();
  }
}

/** ログイン */
export class SignIn extends Screen {
  constructor(page: Page) {
    super(page, "KLG001");
  }

  async enter(loginId: string, loginPassword: string): Promise<void> {
    await this.type("ログインID", loginId);
    await this.type("ログインパスワード", loginPassword);
    await this.button("ログイン").click();
  }
}

/** ワンタイムパスワード認証 */
export class SignInCode extends Screen {
  constructor(page: Page) {
    super(page, "KLG002");
  }

  async enter(code: string): Promise<void> {
    await this.type("ワンタイムパスワード", code);
    await this.button("ログイン").click();
  }
}

/** トップページ */
export class Top extends Screen {
  constructor(page: Page) {
    super(page, "KTP001");
  }

  async openSelection(): Promise<void> {
    await this.page
      .getByRole("navigation", { name: "グローバルナビゲーション" })
      .getByRole("button", { name: "ワンタイムパスワード申請", exact: true })
      .click();
  }
}

/** From 待機 to トップページ, for a customer whose sign-in asks for no code. */
export async function signIn(page: Page, customer: DemoCustomer): Promise<void> {
  await signInUntilCode(page, customer);
  await new Top(page).shown();
}

/** From 待機 past the login password. */
export async function signInUntilCode(page: Page, customer: DemoCustomer): Promise<void> {
  const attract = new Attract(page);
  await attract.shown();
  await attract.begin();
  const form = new SignIn(page);
  await form.shown();
  await form.enter(customer.loginId, customer.loginPassword);
}
