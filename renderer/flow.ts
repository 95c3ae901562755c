import type { Refusal } from "../preload/contract/operations.ts";

/**
 * The manual's screens, and the kiosk's own: KWT001 待機, KLG001 ログイン, KLG002 ワンタイムパスワード認証, KTP001 トップページ, and the
 * staff's from KST001 on.
 */
export type ScreenId =
  | "KWT001"
  | "KLG001"
  | "KLG002"
  | "KTP001"
  | "BOP001"
  | "BOT001"
  | "BOT003"
  | "BOT002"
  | "BOK001"
  | "BOK002"
  | "BOS001"
  | "BOS002"
  | StaffScreenId;

/**
 * KST001 係員ログイン, KST002 係員メニュー, KST003 お客さま検索, KST004 お客さま情報, KST005 コードなしの利用解除,
 * KST006 機器の状態, KST007 記録の閲覧, KST008 清掃中, KST009 係員のロックの解除, KST010 端末の一覧.
 */
export type StaffScreenId =
  | "KST001"
  | "KST002"
  | "KST003"
  | "KST004"
  | "KST005"
  | "KST006"
  | "KST007"
  | "KST008"
  | "KST009"
  | "KST010";

/** The screens of customers. */
export type CustomerScreenId = Exclude<ScreenId, StaffScreenId>;

/** An event of the customer's flow: a press that leads elsewhere, or the success of a request. */
type Step =
  | "staff"
  | "staff-signed-in"
  | "find-customer"
  | "customer-chosen"
  | "health"
  | "fleet"
  | "locked-staff"
  | "closed"
  | "journal"
  | "begin"
  | "signed-in"
  | "code-wanted"
  | "code-proved"
  | "application"
  | "issue"
  | "start"
  | "release"
  | "top"
  | "selection"
  | "drafted"
  | "issued"
  | "started"
  | "released"
  | "back"
  | "stop";

/**
 * Ends that leave every screen in the same way: 60 s and 30 s without a touch, ログアウト, a finish screen's time,
 * お客さまに戻す.
 */
type End = "idle" | "sign-out" | "finished" | "hand-back";

export type Outcome = Step | End | Refusal["code"];

/** The target of each step. `back` is 戻る, `stop` is 申込を中止する, `top` トップページへ, `selection` ワンタイムパスワード申請内容選択へ. */
export const steps: Readonly<Record<ScreenId, Readonly<Partial<Record<Outcome, ScreenId>>>>> = {
  KWT001: { begin: "KLG001", staff: "KST001" },
  KLG001: { "signed-in": "KTP001", "code-wanted": "KLG002", back: "KWT001" },
  KLG002: { "code-proved": "KTP001", back: "KLG001" },
  KTP001: { application: "BOP001" },
  BOP001: { issue: "BOT001", start: "BOK001", release: "BOS001", top: "KTP001" },
  BOT001: { drafted: "BOT003", back: "BOP001" },
  BOT003: { issued: "BOT002", back: "BOT001", stop: "BOP001", "no-draft": "BOT001" },
  BOT002: { selection: "BOP001", start: "BOK001" },
  BOK001: { started: "BOK002", back: "BOP001", stop: "BOP001" },
  BOK002: { selection: "BOP001" },
  BOS001: { released: "BOS002", stop: "BOP001" },
  BOS002: { top: "KTP001" },
  KST001: { "staff-signed-in": "KST002" },
  KST002: {
    "find-customer": "KST003",
    health: "KST006",
    journal: "KST007",
    closed: "KST008",
    "locked-staff": "KST009",
    fleet: "KST010",
  },
  KST003: { "customer-chosen": "KST004", back: "KST002" },
  KST004: { back: "KST003", release: "KST005" },
  KST005: { back: "KST004", unavailable: "KST004" },
  KST006: { back: "KST002" },
  KST007: { back: "KST002" },
  KST008: { staff: "KST001" },
  KST009: { back: "KST002" },
  KST010: { back: "KST002" },
};

/** Outcomes that lead to the same screen from everywhere. A refusal in neither table leaves the screen unchanged. */
export const everywhere: Readonly<Partial<Record<Outcome, ScreenId>>> = {
  idle: "KWT001",
  "sign-out": "KWT001",
  finished: "KWT001",
  "out-of-service": "KWT001",
  "signed-out": "KLG001",
  unavailable: "BOP001",
  "hand-back": "KWT001",
  "staff-signed-out": "KST001",
};

/** The next screen; the same one when the outcome leads nowhere from it. */
export function next(screen: ScreenId, outcome: Outcome): ScreenId {
  return steps[screen][outcome] ?? everywhere[outcome] ?? screen;
}

const signedOutScreens: readonly ScreenId[] = ["KWT001", "KLG001", "KST001", "KST008"];

/** True for the signed-out screens: a user who arrives there is signed out, and everything they entered is wiped. */
export function endsSession(screen: ScreenId): boolean {
  return signedOutScreens.includes(screen);
}

const visitsEnd: readonly ScreenId[] = ["KWT001", "KST001", "KST008"];

/** True where the user has gone, or has handed the kiosk over to staff: their choices are reset. */
export function endsVisit(screen: ScreenId): boolean {
  return visitsEnd.includes(screen);
}

const phoneScreens: readonly ScreenId[] = ["KLG002", "BOT002", "BOK001", "BOS001"];

/** True where the customer handles the phone, or notes numbers, which takes longer than a form. */
export function handlesPhone(screen: ScreenId): boolean {
  return phoneScreens.includes(screen);
}

/** True where a member of staff is signed in. */
export function isStaffs(screen: ScreenId): boolean {
  return screen.startsWith("KST") && !endsSession(screen);
}
