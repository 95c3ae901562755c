/** A part of BOP001's 注意事項; each paragraph is a list of lines. */
export interface Notice {
  readonly heading: string;
  readonly paragraphs: readonly (readonly string[])[];
}

export const preparationHeading = "事前準備";

/** 事前準備 (手順1 of トークン発行). `domains`: those the kiosk's mails come from. */
export function preparations(domains: readonly string[]): readonly string[] {
  const named = domains.map((domain) => `「@${domain.replace(/^@/, "")}」`).join("");
  return [
    "※ワンタイムパスワードの生成には、現在の日時情報を使用しますので、スマートフォンや携帯電話の日時が正確か確認してください。",
    `※スマートフォンや携帯電話に迷惑メールの設定をされている場合、${named}のドメインを受信可能にしてください。`,
  ];
}

/** 注意事項 of BOP001, word for word. */
export const selectionNotices: readonly Notice[] = [
  {
    heading: "<ワンタイムパスワードとは>",
    paragraphs: [
      [
        "・「ワンタイムパスワード」とは、1分毎に更新される使い捨てのパスワードで、利用者は携帯電話からワンタイムパスワードを取得し、パソコンに入力します。",
      ],
      [
        "・接続時に、「ログインID」と「ログインパスワード」に加えて「ワンタイムパスワード」を入力することにより、不正利用の防止を強化することができます。",
      ],
    ],
  },
  {
    heading: "<トークンとは>",
    paragraphs: [
      ["・「トークン」とは、ワンタイムパスワードを生成し携帯電話に表示する方式のことです。"],
      [
        "・「トークン発行」とは、お客様の携帯電話に「トークン」として利用するための専用プログラムをダウンロードする作業のことです。",
      ],
    ],
  },
  {
    heading: "<ワンタイムパスワード利用解除とは>",
    paragraphs: [
      [
        "・携帯電話の機種変更等で現在のワンタイムパスワードアプリが使用できなくなる場合にワンタイムパスワード利用解除を実施して下さい。",
        "次回ログイン時から、「ワンタイムパスワード認証画面」が表示されず、通常のログイン手続きとなります。",
        "翌日以降に、新たに「トークン発行」「ワンタイムパスワード利用開始」を実施してワンタイムパスワードの利用を再開下さい。",
      ],
    ],
  },
  {
    heading: "<重要>",
    paragraphs: [
      [
        "・ご利用可能な携帯電話の機種は、NTTドコモ、au、ソフトバンクモバイルの「携帯アプリ」機能を有する機種となります。",
        "※一部機種には、対応していない場合があります。",
      ],
    ],
  },
];
