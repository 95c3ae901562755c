import type { Locator, Page } from "@playwright/test";
import { Screen } from "./screen.ts";

/** トークン発行（ソフトウェアトークン発行情報入力） */
export class IssueEntry extends Screen {
  constructor(page: Page) {
    super(page, "BOT001");
  }

  async enter(mailAddress: string, startPassword: string): Promise<void> {
    await this.type("携帯電話メールアドレス", mailAddress);
    await this.type("携帯電話メールアドレス (確認用)", mailAddress);
    await this.enterStartPassword(startPassword);
  }

  async enterStartPassword(startPassword: string, again = startPassword): Promise<void> {
    await this.type("利用開始パスワード", startPassword);
    await this.type("利用開始パスワード (確認用)", again);
    await this.button("次へ").click();
  }
}

/** トークン発行（ソフトウェアトークン発行情報入力内容確認） */
export class IssueConfirmation extends Screen {
  constructor(page: Page) {
    super(page, "BOT003");
  }

  async confirm(confirmationPassword: string): Promise<void> {
    await this.type("確認用パスワード", confirmationPassword);
    await this.button("確定する").click();
  }
}

/** アプリ設定用QRコード, on BOT002 and on BOP001. */
class SetupCodePart extends Screen {
  get qr(): Locator {
    return this.page.getByRole("img", { name: "アプリ設定用QRコード" });
  }

  get key(): Locator {
    return this.page.getByTestId("setup-key");
  }

  async show(startPassword: string): Promise<void> {
    await this.ask(startPassword);
    await this.qr.waitFor();
  }

  /** Asks for the set-up code without waiting for it. */
  async ask(startPassword: string): Promise<void> {
    await this.button("アプリ設定用QRコードを表示する").click();
    await this.submitStartPassword(startPassword);
  }

  /** Answers the question for the 利用開始パスワード. */
  async submitStartPassword(startPassword: string): Promise<void> {
    await this.type("利用開始パスワード", startPassword);
    await this.button("QRコードを表示する").click();
  }
}

/** トークン発行 (ソフトウェアトークン発行完了) */
export class IssueDone extends SetupCodePart {
  constructor(page: Page) {
    super(page, "BOT002");
  }
}
