import { deny, grant, issuedStatus, profile, resetKiosk, respond } from "../fake-kiosk.ts";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { effectScope, ref } from "vue";
import type { Component } from "vue";
import { useSpeech } from "../../../../renderer/features/speech/speech.ts";
import Bok002Started from "../../../../renderer/screens/customer/Bok002Started.vue";
import Bop001Selection from "../../../../renderer/screens/customer/Bop001Selection.vue";
import Bos001Release from "../../../../renderer/screens/customer/Bos001Release.vue";
import Bos002Released from "../../../../renderer/screens/customer/Bos002Released.vue";
import Bot002Issued from "../../../../renderer/screens/customer/Bot002Issued.vue";
import Klg002Code from "../../../../renderer/screens/customer/Klg002Code.vue";
import { useIssueStore } from "../../../../renderer/stores/issue.ts";
import { plain } from "../../../../renderer/text/ruby.ts";
import { words } from "../../../../renderer/text/words.ts";
import { watchedSpeech } from "../../../fakes/watched-speech.ts";
import { closeLast, openScreen } from "./opened.ts";
import type { Opened } from "./opened.ts";

const engine = watchedSpeech();
const scope = effectScope();
const on = ref(false);
scope.run(() => {
  useSpeech({
    chosen: () => on.value,
    language: () => "ja",
    words: () => words.speech,
    plain,
    engine,
  });
});

beforeEach(async () => {
  resetKiosk();
  vi.useFakeTimers();
  on.value = true;
  await vi.advanceTimersByTimeAsync(1);
});
afterEach(() => {
  on.value = false;
  closeLast();
  vi.useRealTimers();
});

/** What is heard when all that `deed` caused has been said; each utterance takes the place of the one before. */
async function heard(deed: () => unknown): Promise<string> {
  await vi.advanceTimersByTimeAsync(1);
  const from = engine.said.length;
  await deed();
  await vi.advanceTimersByTimeAsync(1);
  await vi.advanceTimersByTimeAsync(1);
  return engine.said.length === from ? "" : (engine.said.at(-1)?.text ?? "");
}

async function heardOn(component: Component, prepare?: () => void): Promise<string> {
  return heard(() => openScreen(component, prepare === undefined ? {} : { prepare }));
}

function issued(): void {
  useIssueStore().issued = {
    serviceId: "10112231",
    userId: "999800000001",
    mailAddress: "taro_1@example.ne.jp",
  };
}

describe("a screen tells those who listen", () => {
  it("on BOT002 what was done, where the mail goes and the numbers to note, digit by digit", async () => {
    const said = await heardOn(Bot002Issued, issued);
    expect(said).toMatch(
      /^トークン発行（ソフトウェアトークン発行完了）。トークン発行を受け付けました。/,
    );
    expect(said).toContain("taro アンダーバー 1 アットマーク example ドット ne ドット jp");
    expect(said).toContain("サービスID。1 0 1 1 2 2 3 1。ユーザID。9 9 9 8 0 0 0 0 0 0 0 1。※");
    expect(said).toContain(
      "忘れないようにしてください。 続けて、この画面のQRコードでスマートフォンのアプリを",
    );
  });

  it("on BOK002 what is asked for from now on", async () => {
    expect(await heardOn(Bok002Started)).toContain("次回のログインから、");
  });

  it("on BOS001 that the transfer limit falls", async () => {
    const said = await heardOn(Bos001Release);
    expect(said).toContain("ご注意。");
    expect(said).toContain("自動的に20万円まで引き下げます。");
    expect(said).toMatch(/確認用パスワード。入力らん。[^。]+。【必須】\(半角英数字6～12桁\)$/);
  });

  it("on BOS002 what is to be done on the phone, and how long the screen stays", async () => {
    const said = await heardOn(Bos002Released);
    expect(said).toContain("「トークンの削除」を行ってください。");
    expect(said).toContain("あと60秒で自動的にログアウトします。");
  });
});

describe("BOP001", () => {
  it("is told once the 登録状況 is known, with it and with what can't be done", async () => {
    let answer: () => void = () => undefined;
    const read = new Promise<void>((resolve) => {
      answer = resolve;
    });
    respond("readStatus", async () => {
      await read;
      return {
        ok: true,
        value: { ...issuedStatus, issue: { available: false, reason: "already-issued" } },
      };
    });
    expect(await heardOn(Bop001Selection)).toBe("");
    const said = await heard(() => {
      answer();
    });
    expect(said).toMatch(/^ワンタイムパスワード申請内容選択。.*登録状況。トークン発行済。/);
    expect(said).toContain("トークン発行。ボタン。いまは使えません。トークンは発行済みです。");
    expect(said).not.toContain("ワンタイムパスワードとは");
  });

  it("tells what kept the 登録状況 from being read", async () => {
    deny("readStatus", { code: "unexpected", reference: "K7Q2" });
    expect(await heardOn(Bop001Selection)).toMatch(/^ワンタイム.*機械の不具合のため/);
  });

  it("reads its notices to whoever comes to them", async () => {
    grant("readStatus", issuedStatus);
    await heardOn(Bop001Selection);
    const pane = document.querySelector<HTMLElement>("[role=group][tabindex='0']");
    const said = await heard(() => pane?.focus());
    expect(said).toMatch(/^注意事項。<ワンタイムパスワードとは>。/);
    expect(said).toContain("のドメインを受信可能にしてください。");
  });
});

describe("the set-up code", () => {
  const ask = "アプリ設定用QRコードを表示する";
  const show = "QRコードを表示する";
  const key = "JBSW Y3DP EHPK 3PXP";

  async function shown(): Promise<{ readonly screen: Opened; readonly said: string }> {
    grant("showSetupCode", { modules: ["1"], key, secondsLeft: 120, showingsLeft: 2 });
    const screen = await openScreen(Bot002Issued, { prepare: issued });
    expect(await heard(() => screen.press(ask))).toMatch(
      /^アプリの設定。トークン発行のときに登録した.*利用開始パスワード。入力らん/,
    );
    await screen.enter({ startPassword: "482915" });
    return { screen, said: await heard(() => screen.press(show)) };
  }

  it("is told with what to do on the phone, and without its key", async () => {
    const { said } = await shown();
    expect(said).toMatch(/^アプリ設定用QRコード。スマートフォンで、認証アプリを開いてください。/);
    expect(said).toContain("アプリで、この画面のQRコードを読み取ってください。");
    expect(said).toContain(profile.suitableApps[0]?.name);
    expect(engine.said.map(({ text }) => text).join()).not.toMatch(/JBSW|482915/);
  });

  it("is told to have ended before anything else", async () => {
    await shown();
    const said = await heard(() => vi.advanceTimersByTimeAsync(120_500));
    expect(said).toMatch(/^表示時間が過ぎたため、QRコードの表示を終了しました。/);
  });
});

describe("a dialog tells what it shows", () => {
  it("of mails that don't come: domains and address, by their signs", async () => {
    const screen = await openScreen(Bot002Issued, { prepare: issued });
    const said = await heard(() => screen.press("メールが届かないとき"));
    expect(said).toMatch(/^メールが届かないとき。届くまでに数分かかることがあります。/);
    expect(said).toContain("otp ハイフン auth ドット net");
    expect(said).toContain("係員にお声がけください。");
  });

  it("of the phone: its steps", async () => {
    const screen = await openScreen(Klg002Code);
    const said = await heard(() => screen.press("スマートフォンの操作を見る"));
    expect(said).toContain("認証アプリを開きます。 アプリの中から「FKENSHIN」を探します。");
  });
});
