import type { Page } from "@playwright/test";
import { hanako, taro } from "../customers.ts";
import { expect, test as base } from "../fixtures.ts";
import { hasSpeechServer, startSpeechServer } from "../speech-server.ts";
import type { SpeechServer } from "../speech-server.ts";
import { Selection } from "../screens/selection.ts";
import { Attract, SignIn, signIn, Top } from "../screens/sign-in.ts";
import { fillIssue, startPassword } from "../ways.ts";

const test = base.extend<{ speech: SpeechServer }>({
  speech: async ({ profile }, use) => {
    const server = await startSpeechServer(profile);
    await use(server);
    await server.stop();
  },
});

/** Opens 「文字の大きさ・言語」 and chooses the spoken guidance there. */
async function choose(page: Page): Promise<void> {
  await page.getByRole("button", { name: "文字の大きさ・言語" }).click();
  const group = page.getByRole("radiogroup", { name: "音声案内（イヤホン）" });
  await group.getByRole("radio", { name: "あり", exact: true }).click();
}

async function latest(speech: SpeechServer): Promise<string> {
  return Promise.resolve(speech.spoken().at(-1)?.text ?? "");
}

test.describe("with voices", () => {
  test.skip(!hasSpeechServer(), "speech-dispatcher isn't installed here");

  test("a customer is told where they are and what they do, and their password never", async ({
    speech,
    start,
  }) => {
    const { page } = await start();
    await choose(page);
    await expect.poll(() => latest(speech)).toContain("読み上げを始めました");
    await page.getByRole("button", { name: "閉じる", exact: true }).click();
    await expect.poll(() => latest(speech)).toContain("ワンタイムパスワードのお手続き");

    await new Attract(page).begin();
    const form = new SignIn(page);
    await expect
      .poll(() => latest(speech))
      .toMatch(/^ログイン。ログインIDと.*ログインID。入力らん/);
    await form.type("ログインID", taro.loginId);
    // What is typed within 100 ms is one utterance.
    await expect.poll(() => latest(speech)).toMatch(/(?:^|。)1$/);

    await form.field("ログインパスワード").click();
    await expect.poll(() => latest(speech)).toMatch(/^ログインパスワード。入力らん/);
    const before = speech.spoken().length;
    await form.type("ログインパスワード", taro.loginPassword);
    await expect.poll(() => latest(speech)).toMatch(/(?:^|。)1文字入力しました$/);
    const keyboard = page.getByRole("group", { name: "ソフトウェアキーボード" });
    await keyboard.getByRole("button", { name: "1文字消す" }).click();
    await expect.poll(() => latest(speech)).toBe("1文字消しました");
    const last = taro.loginPassword.slice(-1);
    await keyboard.getByRole("button", { name: last, exact: true }).click();
    await expect.poll(() => latest(speech)).toBe("1文字入力しました");
    const said = new Set(
      speech
        .spoken()
        .slice(before)
        .flatMap(({ text }) => text.split("。")),
    );
    expect([...said].sort()).toEqual(["1文字入力しました", "1文字消しました"]);

    await form.button("ログイン").click();
    await new Top(page).shown();
    await expect.poll(() => latest(speech)).toMatch(/^トップページ。/);
    expect(speech.spoken().map(({ text }) => text)).not.toContainEqual(
      expect.stringContaining(taro.loginPassword),
    );
  });

  test("what a finish screen, a dialog and the set-up code show is told, and the code's key never", async ({
    speech,
    start,
  }) => {
    const kiosk = await start();
    const { page } = kiosk;
    await choose(page);
    await page.getByRole("button", { name: "閉じる", exact: true }).click();
    await signIn(page, hanako);
    const selection = new Selection(page);
    await selection.open();
    await expect
      .poll(() => latest(speech))
      .toMatch(/^ワンタイムパスワード申請内容選択。.*登録状況。未発行。/);
    await selection.issue.click();
    const done = await fillIssue(kiosk, hanako);
    await expect
      .poll(() => latest(speech))
      .toMatch(/^トークン発行.*トークン発行を受け付けました。.*サービスID。1 0 1 1 2 2 3 1。/);

    await done.button("メールが届かないとき").click();
    await expect.poll(() => latest(speech)).toContain("otp ハイフン auth ドット net");
    await done.button("閉じる").click();
    await done.show(startPassword);
    await expect
      .poll(() => latest(speech))
      .toMatch(/^アプリ設定用QRコード。スマートフォンで、認証アプリを開いてください。/);
    const key = (await done.key.innerText()).split(" ")[0] ?? "";
    await done.button("隠す").click();
    await expect.poll(() => latest(speech)).toMatch(/^トークン発行を受け付けました。/);
    expect(key).toMatch(/^[A-Z2-7]{4}$/);
    expect(
      speech
        .spoken()
        .map(({ text }) => text.replaceAll(" ", ""))
        .join(),
    ).not.toContain(key);
  });

  test("one utterance takes the other's place, and signing out ends it at once", async ({
    speech,
    start,
  }) => {
    const { page } = await start();
    await choose(page);
    await expect.poll(() => latest(speech)).toContain("読み上げを始めました");
    await page.getByRole("button", { name: "閉じる", exact: true }).click();
    await new Attract(page).begin();
    const form = new SignIn(page);
    await form.enter(taro.loginId, taro.loginPassword);
    await new Top(page).shown();
    await expect.poll(() => latest(speech)).toMatch(/^トップページ。/);
    await expect
      .poll(() => speech.spoken().filter((utterance) => utterance.isHeard()).length)
      .toBe(1);
    await form.button("ログアウト").click();
    await new Attract(page).shown();
    await expect.poll(() => speech.spoken().some((utterance) => utterance.isHeard())).toBe(false);

    const spoken = speech.spoken().length;
    await new Attract(page).begin();
    await form.type("ログインID", "taro");
    expect(speech.spoken()).toHaveLength(spoken);
  });
});

test("without voices the guidance isn't offered, and the dialog says why", async ({
  shared: { page },
}) => {
  await page.getByRole("button", { name: "文字の大きさ・言語" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("status")).toContainText("この言語の音声が用意されていないため");
  await expect(dialog.getByRole("radiogroup", { name: "音声案内（イヤホン）" })).toHaveCount(0);
});
