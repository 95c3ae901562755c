import type { RegistrationState } from "../../preload/contract/answers.ts";
import { dayInWords, yenInWords } from "./formats.ts";

/** Buttons and labels that several screens share. */
export const common = {
  back: "戻る",
  stop: "申込を中止する",
  toTop: "トップページへ",
  toSelection: "ワンタイムパスワード申請内容選択へ",
  mailAddress: "携帯電話メールアドレス",
  mailAddressHeading: "送付先メールアドレス",
  startPassword: "利用開始パスワード",
  confirmationPassword: "確認用パスワード",
  confirmationPasswordHeading: "確認用パスワードの入力",
  confirmationPasswordHint: "(半角英数字6～12桁)",
  oneTimePassword: "ワンタイムパスワード",
  oneTimePasswordHeading: "ワンタイムパスワードの入力",
  oneTimePasswordHint: "(半角数字)",
  oneTimePasswordSource: "スマートフォンのアプリに表示されている6桁の数字を入力してください。",
  tokenHeading: "トークン情報",
  serviceId: "サービスID",
  userId: "ユーザID",
  showSetupCode: "アプリ設定用QRコードを表示する",
};

/** KWT001 待機 */
export const attract = {
  title: "ワンタイムパスワードのお手続き",
  lead: ["この機械で、次の3つのお手続きができます。"],
  touch: "画面のどこかに触れると始まります",
  services: [
    {
      picture: "issue",
      name: "発行",
      words: "スマートフォンのアプリで使う「トークン」を発行します。",
    },
    {
      picture: "start",
      name: "利用開始",
      words: "アプリに表示された6桁の数字を確かめて、利用を始めます。",
    },
    {
      picture: "release",
      name: "利用解除",
      words: "機種変更などのときに、利用を解除します。",
    },
  ],
  begin: "はじめる",
  staff: "操作が分からないときは、どうぞお気軽に係員にお声がけください。喜んでお手伝いします。",
} as const;

/** KWT001 while the kiosk can't serve */
export const outOfService = {
  title: "ただいま、この機械はご利用いただけません",
  lead: "ご迷惑をおかけして申し訳ございません。お手続きは、窓口の係員がご案内いたします。",
  kept: "すでにお手続きいただいた内容は、そのまま残っています。",
  forStaff: "係員の方へ",
  phone: (phone: string): string => `お問い合わせ先 : ${phone}`,
} as const;

/** KLG001 ログイン */
export const signIn = {
  title: "ログイン",
  lead: ["ログインIDとログインパスワードを入力し、「ログイン」ボタンを押してください。"],
  loginId: "ログインID",
  loginIdHint: "(半角英数字)",
  loginPassword: "ログインパスワード",
  loginPasswordHint: "(半角英数字)",
  action: "ログイン",
} as const;

/** KLG002 ワンタイムパスワード認証 */
export const signInCode = {
  title: "ワンタイムパスワード認証",
  lead: ["ワンタイムパスワードを入力し、「ログイン」ボタンを押してください。"],
  action: "ログイン",
} as const;

/** KTP001 トップページ */
export const top = {
  title: "トップページ",
  navigation: "グローバルナビゲーション",
  group: "ワンタイムパスワード申請",
  open: "ワンタイムパスワード申請",
  lead: [
    "お手続きを始めるには、下の「ワンタイムパスワード申請」ボタンを押してください。",
    "お帰りの際は、右上の「ログアウト」ボタンを押してください。",
  ],
  contents: "次の3つのお手続きができます。",
} as const;

/** BOP001 ワンタイムパスワード申請内容選択 */
export const selection = {
  title: "ワンタイムパスワード申請内容選択",
  lead: [
    "ワンタイムパスワードの登録情報を表示します。",
    "登録情報の変更を行う場合は変更対象ボタンを押して下さい。",
  ],
  registrationHeading: "ワンタイムパスワード登録状況",
  registration: "登録状況",
  notices: "注意事項",
  issue: "トークン発行",
  start: "ワンタイムパスワード利用開始",
  release: "ワンタイムパスワード利用解除",
} as const;

/** 登録状況 in words. */
export const registrationStates: Readonly<Record<RegistrationState, string>> = {
  unissued: "未発行",
  issued: "トークン発行済",
  "in-use": "利用中",
  suspended: "利用停止",
  released: "利用解除済",
};

/** BOT001 トークン発行（ソフトウェアトークン発行情報入力） */
export const issueEntry = {
  title: "トークン発行（ソフトウェアトークン発行情報入力）",
  lead: [
    "ソフトウェアトークンを発行します。",
    "送付先メールアドレス、利用開始パスワードを入力し「次へ」ボタンを押して下さい。",
  ],
  mailAddressHeading: "送付先メールアドレスの指定",
  mailAddressLead: "トークンを発行する携帯電話のメールアドレスを入力して下さい。",
  mailAddressHint: "(半角英数字記号)",
  mailAddressAgain: "携帯電話メールアドレス (確認用)",
  mailAddressAgainHint: "(半角英数字記号) 確認のため2回入力して下さい",
  startPasswordHeading: "利用開始パスワードの指定",
  startPasswordLead: [
    "トークン発行時に必要となる利用開始パスワードを4~8桁の数字で登録して下さい。",
    "利用開始パスワードは、お控えいただくかお忘れにならないようご注意ください。",
  ],
  startPasswordHint: "(半角数字4~8桁)",
  startPasswordAgain: "利用開始パスワード (確認用)",
  startPasswordAgainHint: "確認のため2回入力して下さい",
  action: "次へ",
} as const;

/** BOT003 トークン発行（ソフトウェアトークン発行情報入力内容確認） */
export const issueConfirmation = {
  title: "トークン発行（ソフトウェアトークン発行情報入力内容確認）",
  lead: ["確認用パスワードを入力し、「確定する」ボタンを押して下さい。"],
  action: "確定する",
} as const;

/** BOT002 トークン発行（ソフトウェアトークン発行完了） */
export const issueDone = {
  title: "トークン発行（ソフトウェアトークン発行完了）",
  lead: [
    "トークン発行を受け付けました。",
    "携帯電話メールアドレスにトークン発行用のメールが送信されます。",
    "トークン情報に従い、ワンタイムパスワードの設定のお手続きをお願いします。",
  ],
  remember:
    "※トークン情報に表示されている「サービスID」「ユーザID」は、この後の手続きで必要になりますので、忘れないようにしてください。",
} as const;

/** アプリ設定用QRコード, on BOT002 and BOP001 */
export const setupCode = {
  title: "アプリの設定",
  invitation: "続けて、スマートフォンのアプリをこの画面のQRコードで設定できます。",
  showingsLeft: (left: number): string => `あと${String(left)}回表示できます。`,
  ask: "トークン発行のときに登録した「利用開始パスワード」を入力し、もう一度「アプリ設定用QRコードを表示する」ボタンを押してください。",
  startPasswordHint: "(半角数字4~8桁)",
  image: "アプリ設定用QRコード",
  stepApp: "スマートフォンで、認証アプリを開いてください。",
  suitable: "○ 使えるアプリ",
  unsuitable: "× 使えないアプリ",
  appWords: (name: string, phones: string): string => `${name}（${phones}）`,
  period: "※残り時間が60秒から減るアプリであること",
  stepScan: "アプリで、この画面のQRコードを読み取ってください。",
  stepKey: "読み取れないときは、次の文字をアプリに入力し、更新の間隔を60秒に設定してください。",
  stepStart:
    "アプリに6桁の数字が表示されたら設定は完了です。次に「ワンタイムパスワード利用開始」をしてください。",
  countdown: "表示の残り時間",
  hide: "隠す",
  hidden: "QRコードの表示時間が過ぎたため、表示を終わりました。",
} as const;

/** BOK001 ワンタイムパスワード利用開始（ソフトウェアトークン確認） */
export const startEntry = {
  title: "ワンタイムパスワード利用開始（ソフトウェアトークン確認）",
  lead: ["ワンタイムパスワードを入力し、「利用開始する」ボタンを押して下さい。"],
  action: "利用開始する",
} as const;

/** BOK002 ワンタイムパスワード利用開始（ソフトウェアトークン完了） */
export const startDone = {
  title: "ワンタイムパスワード利用開始（ソフトウェアトークン完了）",
  lead: ["ワンタイムパスワード利用開始登録を受けました。"],
  next: "次回のログインから、「ログインID」と「ログインパスワード」に加えて、アプリに表示される「ワンタイムパスワード」を入力していただきます。",
} as const;

/** BOS001 ワンタイムパスワード利用解除（利用解除確認） */
export const releaseEntry = {
  title: "ワンタイムパスワード利用解除（利用解除確認）",
  lead: ["確認用パスワード・ワンタイムパスワードを入力し、「解除する」ボタンを押して下さい。"],
  steps: ["利用解除確認", "利用解除完了"],
  notice: "ご注意",
  /** 「20万円」 as in the manual for round sums, else the exact sum. */
  noticeLines: (limitYen: number): readonly [string, string] => {
    const limit =
      limitYen % 10_000 === 0 ? `${String(limitYen / 10_000)}万円` : yenInWords(limitYen);
    return [
      "ワンタイムパスワードの利用解除後は、",
      `振込・振替限度額${limit}超の場合であっても自動的に${limit}まで引き下げます。`,
    ];
  },
  action: "解除する",
} as const;

/** BOS002 ワンタイムパスワード利用解除（利用解除完了） */
export const releaseDone = {
  title: "ワンタイムパスワード利用解除（利用解除完了）",
  lead: ["ワンタイムパスワード利用解除登録を受けました。"],
  nextHeading: "スマートフォンで行っていただくこと",
  deletion: [
    "◆ワンタイムパスワードアプリを起動し「トークンの削除」を行ってください。",
    "(利用者マニュアルを参照願います)",
  ],
  limit: "振込・振替限度額",
  limitWords: (before: number, after: number): string =>
    before === after
      ? `${yenInWords(after)}（変更はありません）`
      : `${yenInWords(after)}（${yenInWords(before)}から引き下げました）`,
  reissue: "新たなトークン発行",
  reissueWords: (day: string): string => `${dayInWords(day)}から`,
} as const;

/** 控え, on BOT002, BOK002 and BOS002 */
export const slip = {
  action: "控えを印刷する",
  printed: "控えを印刷しました。",
  stored: "控えを保存しました。印刷したものは、係員からお受け取りください。",
  storedAs: (file: string): string => `控えを保存しました。ファイル名 ${file}`,
} as const;

/** Finish screens leave by themselves. */
export const finish = {
  secondsLeft: (seconds: number): string =>
    `あと${String(seconds)}秒で自動的にログアウトします。画面に触れると、時間を延ばせます。`,
} as const;
