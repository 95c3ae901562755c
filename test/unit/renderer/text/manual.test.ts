import { describe, expect, it } from "vitest";
import { customerScreens } from "../../../../renderer/screens/customer/catalogue.ts";
import { loweredWords, roundYenInWords } from "../../../../renderer/text/formats.ts";
import { preparations } from "../../../../renderer/text/preparations.ts";
import { fill, words } from "../../../../renderer/text/words.ts";

const titles = {
  BOP001: "ワンタイムパスワード申請内容選択",
  BOT001: "トークン発行（ソフトウェアトークン発行情報入力）",
  BOT003: "トークン発行（ソフトウェアトークン発行情報入力内容確認）",
  BOT002: "トークン発行（ソフトウェアトークン発行完了）",
  BOK001: "ワンタイムパスワード利用開始（ソフトウェアトークン確認）",
  BOK002: "ワンタイムパスワード利用開始（ソフトウェアトークン完了）",
  BOS001: "ワンタイムパスワード利用解除（利用解除確認）",
  BOS002: "ワンタイムパスワード利用解除（利用解除完了）",
} as const;

const notices = `
<ワンタイムパスワードとは>
・「ワンタイムパスワード」とは、1分毎に更新される使い捨てのパスワードで、利用者は携帯電話からワンタイムパスワードを取得し、パソコンに入力します。
・接続時に、「ログインID」と「ログインパスワード」に加えて「ワンタイムパスワード」を入力することにより、不正利用の防止を強化することができます。
<トークンとは>
・「トークン」とは、ワンタイムパスワードを生成し携帯電話に表示する方式のことです。
・「トークン発行」とは、お客様の携帯電話に「トークン」として利用するための専用プログラムをダウンロードする作業のことです。
<ワンタイムパスワード利用解除とは>
・携帯電話の機種変更等で現在のワンタイムパスワードアプリが使用できなくなる場合にワンタイムパスワード利用解除を実施して下さい。
次回ログイン時から、「ワンタイムパスワード認証画面」が表示されず、通常のログイン手続きとなります。
翌日以降に、新たに「トークン発行」「ワンタイムパスワード利用開始」を実施してワンタイムパスワードの利用を再開下さい。
<重要>
・ご利用可能な携帯電話の機種は、NTTドコモ、au、ソフトバンクモバイルの「携帯アプリ」機能を有する機種となります。
※一部機種には、対応していない場合があります。
`.trim();

describe("the manual's words", () => {
  it("are the titles of its eight screens", () => {
    for (const [id, title] of Object.entries(titles)) {
      expect(customerScreens[id as keyof typeof titles].title()).toBe(title);
    }
  });

  it("are the 注意事項 of BOP001, word for word", () => {
    const lines = words.notices.items.flatMap(({ heading, paragraphs }) => [
      heading,
      ...paragraphs,
    ]);
    expect(lines.join("\n")).toBe(notices);
  });

  it("name the bank's own domains among the 事前準備", () => {
    expect(preparations(["fukushimakenshin.co.jp", "@otp-auth.net"])[1]).toBe(
      "※スマートフォンや携帯電話に迷惑メールの設定をされている場合、「@fukushimakenshin.co.jp」「@otp-auth.net」のドメインを受信可能にしてください。",
    );
  });

  it("are the ご注意 of BOS001, with the bank's own limit", () => {
    const notice = words.releaseEntry.noticeLines.join("");
    expect(fill(notice, { limit: roundYenInWords(200_000) })).toBe(
      "ワンタイムパスワードの利用解除後は、振込・振替限度額20万円超の場合であっても自動的に20万円まで引き下げます。",
    );
    expect(fill(notice, { limit: roundYenInWords(155_000) })).toContain("限度額155,000円超");
  });

  it("say on BOS002 whether the limit fell", () => {
    expect(loweredWords(1_000_000, 200_000)).toBe("200,000円（1,000,000円から引き下げました）");
    expect(loweredWords(100_000, 100_000)).toBe("100,000円（変更はありません）");
  });
});
