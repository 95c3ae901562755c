import type { Slip, SlipAction, WrittenMoment } from "../core/domain/slip.ts";

/** The words of one 控え, for one page. */
export interface SlipWords {
  readonly title: string;
  readonly subject: string;
  readonly bank: string;
  readonly branch: string;
  readonly rows: readonly SlipRow[];
  /** サービスID and ユーザID, which the customer types from the paper. */
  readonly ids: readonly SlipRow[];
  readonly nextTitle: string;
  readonly next: readonly string[];
  readonly contact: SlipRow;
  readonly notes: readonly string[];
}

export interface SlipRow {
  readonly term: string;
  readonly value: string;
}

const actionWords: Readonly<Record<SlipAction, string>> = {
  issued: "トークン発行",
  started: "ワンタイムパスワード利用開始",
  suspended: "ワンタイムパスワードの利用停止中",
  released: "ワンタイムパスワード利用解除",
  unlock: "ロックの解除",
  "resend-mail": "メールの再送",
  "allow-setup-code": "アプリ設定用QRコードの再許可",
};

/** A 控え in Japanese, the language of the bank's papers. */
export function slipWords(slip: Slip): SlipWords {
  const { bank, kiosk, serviceId, userId, printedAt } = slip;
  const { what, at, byStaff } = slip.action;
  return {
    title: "控え",
    subject: "ワンタイムパスワードのお手続き",
    bank: bank.name,
    branch: bank.branch,
    rows: [
      ...(at === null ? [] : [{ term: "お手続き日時", value: momentInWords(at) }]),
      {
        term: "お手続き内容",
        value: byStaff ? `${actionWords[what]}（係員がお手続きしました）` : actionWords[what],
      },
      ...afterRelease(slip),
    ],
    ids: [
      { term: "サービスID", value: serviceId },
      { term: "ユーザID", value: userId },
    ],
    nextTitle: "次にしていただくこと",
    next: nextSteps(slip),
    contact: { term: "お問い合わせ先", value: bank.phone },
    notes: [
      "この控えに、パスワードやQRコードは印刷されていません。",
      `印刷 ${momentInWords(printedAt)}　機械 ${kiosk}`,
    ],
  };
}

function afterRelease({ afterRelease: after }: Slip): readonly SlipRow[] {
  if (after === null) return [];
  return [
    { term: "振込・振替限度額", value: `${after.limitYen.toLocaleString("en")}円` },
    { term: "新たなトークン発行", value: `${dayInWords(after.reissueFrom)}から` },
  ];
}

function nextSteps({ stage, codeUntil, heldUntil }: Slip): readonly string[] {
  switch (stage) {
    case "issued":
      return [
        setUpStep(codeUntil),
        "アプリに表示される6桁の数字で「ワンタイムパスワード利用開始」をお手続きください。",
      ];
    case "started":
      return [
        "次回のログインから、「ログインID」「ログインパスワード」に加えて、アプリに表示される「ワンタイムパスワード」を入力してください。",
        ...(heldUntil === undefined
          ? []
          : [
              `安全のため、お振込・お振替は${momentInWords(heldUntil)}ごろまでお受けできないことがあります。`,
            ]),
        "スマートフォンを替えるときは、その前に「ワンタイムパスワード利用解除」をお手続きください。",
      ];
    case "suspended":
      return ["ご利用を再開するお手続きは、窓口の係員にお申し出ください。"];
    case "released":
      return [
        "スマートフォンのアプリで「トークンの削除」を行ってください。",
        "もう一度ご利用になるときは、上の日から「トークン発行」をお手続きください。",
      ];
  }
}

function setUpStep(codeUntil: string | null): string {
  const code =
    codeUntil === null
      ? "QRコードをもう一度表示するときは、窓口の係員にお申し出ください。"
      : `この機械のQRコードは${codeUntil}まで表示できます。`;
  return `スマートフォンのアプリを設定してください。${code}`;
}

function momentInWords({ day, time }: WrittenMoment): string {
  const [hours, minutes] = time.split(":");
  return `${dayInWords(day)} ${String(hours)}時${String(minutes)}分`;
}

/** `2026-04-02` → 2026年4月2日 */
function dayInWords(day: string): string {
  const [year, month, date] = day.split("-").map(Number);
  return `${String(year)}年${String(month)}月${String(date)}日`;
}
