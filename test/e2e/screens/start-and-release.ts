import type { Page } from "@playwright/test";
import { Screen } from "./screen.ts";

/** ワンタイムパスワード利用開始（ソフトウェアトークン確認） */
export class StartEntry extends Screen {
  constructor(page: Page) {
    super(page, "BOK001");
  }

  async enter(code: string): Promise<void> {
    await this.type("ワンタイムパスワード", code);
    await this.button("利用開始する").click();
  }
}

/** ワンタイムパスワード利用開始（ソフトウェアトークン完了） */
export class StartDone extends Screen {
  constructor(page: Page) {
    super(page, "BOK002");
  }
}

/** ワンタイムパスワード利用解除（利用解除確認） */
export class ReleaseEntry extends Screen {
  constructor(page: Page) {
    super(page, "BOS001");
  }

  async enter(confirmationPassword: string, code: string): Promise<void> {
    await this.type("確認用パスワード", confirmationPassword);
    await this.type("ワンタイムパスワード", code);
    await this.button("解除する").click();
  }
}

/** ワンタイムパスワード利用解除（利用解除完了） */
export class ReleaseDone extends Screen {
  constructor(page: Page) {
    super(page, "BOS002");
  }
}
