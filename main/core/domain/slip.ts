import { reissueFrom } from "./availability.ts";
import type { JournalEntry } from "./journal-chain.ts";
import type { Token } from "./token.ts";
import { tokyoDayAt, tokyoTimeAt, writtenDay } from "./tokyo-day.ts";

/**
 * All that a 控え is made from. None of it is a secret, a password, a mail address or the customer's name, so none of
 * them can be printed.
 */
export interface SlipFacts {
  readonly bank: { readonly name: string; readonly branch: string; readonly phone: string };
  readonly kiosk: string;
  readonly serviceId: string;
  readonly token: SlipToken;
  /** The journal's rows about the customer, newest first. */
  readonly events: readonly Pick<JournalEntry, "at" | "action" | "outcome" | "staffId">[];
  /** 振込・振替限度額 as it is now, whole yen. */
  readonly limitYen: number;
  readonly reissueDays: number;
  readonly setupMinutes: number;
  /** Epoch milliseconds. */
  readonly printedAt: number;
}

type SlipToken = Pick<
  Token,
  "userId" | "state" | "issuedAt" | "setupFrom" | "startedAt" | "releasedAt"
>;

/** The words of one 控え, for one page. */
export interface Slip {
  /** `YYYYMMDD-HHMMSS-USERID` in Japan's time: what its file is called. */
  readonly name: string;
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

/** Where the token stands; it decides what comes next. */
type Stage = "issued" | "started" | "suspended" | "released";

/** What staff do for a customer and a 控え tells of, as the journal calls it. */
const staffDeeds: ReadonlyMap<string, string> = new Map([
  ["unlock", "停止の解除"],
  ["resend-mail", "メールの再送信"],
  ["allow-setup-code", "アプリ設定用QRコードの再表示"],
]);

const customerDeeds: Readonly<Record<Stage, string>> = {
  issued: "トークン発行",
  started: "ワンタイムパスワード利用開始",
  suspended: "ワンタイムパスワードの利用停止中",
  released: "ワンタイムパスワード利用解除",
};

/** Which tokens a 控え tells of: every one but a replaced one, of which nothing holds any more. */
export function hasSlip(token: Token | null): token is Token {
  return token !== null && token.state !== "replaced";
}

/** The 控え about the last that was done with the token; throws for a ユーザID that isn't one. */
export function slipAbout(facts: SlipFacts): Slip {
  const { bank, kiosk, serviceId, token, printedAt } = facts;
  if (!/^[0-9]{12}$/.test(token.userId)) throw new Error("A slip is about a user ID of 12 digits");
  const day = writtenDay(tokyoDayAt(printedAt)).replaceAll("-", "");
  const time = tokyoTimeAt(printedAt).replaceAll(":", "");
  const { at, words } = lastDeed(facts);
  return {
    name: `${day}-${time}-${token.userId}`,
    title: "控え",
    subject: "ワンタイムパスワードのお手続き",
    bank: bank.name,
    branch: bank.branch,
    rows: [
      ...(at === null ? [] : [{ term: "お手続き日時", value: momentInWords(at) }]),
      { term: "お手続き内容", value: words },
      ...(token.releasedAt === null ? [] : afterRelease(token.releasedAt, facts)),
    ],
    ids: [
      { term: "サービスID", value: serviceId },
      { term: "ユーザID", value: token.userId },
    ],
    nextTitle: "次にしていただくこと",
    next: nextSteps(facts),
    contact: { term: "お問い合わせ先", value: bank.phone },
    notes: [
      "この控えに、パスワードやQRコードは印刷されていません。",
      `印刷 ${momentInWords(printedAt)}　機械 ${kiosk}`,
    ],
  };
}

function stageOf(token: SlipToken): { readonly stage: Stage; readonly at: number | null } {
  if (token.releasedAt !== null) return { stage: "released", at: token.releasedAt };
  if (token.state === "suspended") return { stage: "suspended", at: null };
  if (token.startedAt !== null) return { stage: "started", at: token.startedAt };
  return { stage: "issued", at: token.issuedAt };
}

/** What staff did since the token came to where it stands; else what brought it there, by whomever. */
function lastDeed({ token, events }: SlipFacts): {
  readonly at: number | null;
  readonly words: string;
} {
  const { stage, at } = stageOf(token);
  const done = events.filter(({ outcome }) => outcome === "done");
  const since = done.find(
    (event) => staffDeeds.has(event.action) && event.at >= (at ?? token.issuedAt),
  );
  if (since !== undefined) {
    return { at: since.at, words: byStaff(staffDeeds.get(since.action) ?? "") };
  }
  const words = customerDeeds[stage];
  const forCustomer = done.some(
    (event) => event.action === "release" && event.at === at && event.staffId !== null,
  );
  return { at, words: forCustomer ? byStaff(words) : words };
}

function byStaff(words: string): string {
  return `${words}（係員がお手続きしました）`;
}

function afterRelease(
  releasedAt: number,
  { limitYen, reissueDays }: SlipFacts,
): readonly SlipRow[] {
  const from = reissueFrom(releasedAt, reissueDays);
  return [
    { term: "振込・振替限度額", value: `${limitYen.toLocaleString("en")}円` },
    { term: "新たなトークン発行", value: `${dayInWords(from)}から` },
  ];
}

function nextSteps(facts: SlipFacts): readonly string[] {
  switch (stageOf(facts.token).stage) {
    case "issued":
      return [
        setUpStep(facts),
        "アプリに表示される6桁の数字で「ワンタイムパスワード利用開始」をしてください。",
      ];
    case "started":
      return [
        "次回のログインから、「ログインID」「ログインパスワード」に加えて、アプリに表示される「ワンタイムパスワード」を入力してください。",
        "スマートフォンを替えるときは、その前に「ワンタイムパスワード利用解除」をしてください。",
      ];
    case "suspended":
      return ["再びご利用になるお手続きは、窓口の係員にお申し出ください。"];
    case "released":
      return [
        "スマートフォンのアプリで「トークンの削除」を行ってください。",
        "もう一度ご利用になるときは、上の日から「トークン発行」をお手続きください。",
      ];
  }
}

function setUpStep({ token, setupMinutes, printedAt }: SlipFacts): string {
  const until = token.setupFrom + setupMinutes * 60_000;
  const code =
    printedAt < until
      ? `この機械のQRコードは${tokyoTimeAt(until).slice(0, 5)}まで表示できます。`
      : "QRコードの再表示は、窓口の係員にお申し出ください。";
  return `スマートフォンのアプリを設定してください。${code}`;
}

function momentInWords(at: number): string {
  const [hours, minutes] = tokyoTimeAt(at).split(":");
  return `${dayInWords(writtenDay(tokyoDayAt(at)))} ${String(hours)}時${String(minutes)}分`;
}

/** `2026-04-02` → 2026年4月2日 */
function dayInWords(day: string): string {
  const [year, month, date] = day.split("-").map(Number);
  return `${String(year)}年${String(month)}月${String(date)}日`;
}
