import type {
  Availability,
  CustomerSecretKind,
  RegistrationState,
  SetupCodeState,
} from "./answers.ts";

/** トークン発行のご案内, and the notices on start and on release: mails to the token's own address. */
export const tokenMailKinds = ["issued", "started", "released"] as const;
export type TokenMailKind = (typeof tokenMailKinds)[number];

/**
 * Mails to the customer's former address. `moved`: the token has another one; `reissued`: a new token has another one.
 */
export const noticeKinds = ["moved", "reissued"] as const;
export type NoticeKind = (typeof noticeKinds)[number];

export type MailKind = TokenMailKind | NoticeKind;

/** The reasons of staff for unlocking: 入力間違い（本人確認済み）, 正しいパスワードを確かめた, その他（役席に確認済み）. */
export const unlockReasons = ["mistyped", "recalled", "other"] as const;

/** The reasons of staff for allowing the set-up code again: 時間内に設定できなかった, アプリの用意に時間がかかった, 設定をやり直す, その他. */
export const setupReasons = ["too-slow", "app-missing", "set-up-again", "other"] as const;

/** The failures in a row of a kind, and whether it is locked; 利用停止 counts as a lock of the code. */
export interface KindFailures {
  readonly kind: CustomerSecretKind;
  readonly failures: number;
  readonly locked: boolean;
}

/**
 * The state of a mail. `rejected`: the server said that there is no such address, or never accepts such a mail;
 * `expired`: given up after days; `cancelled`: made void by a new token, another address or the operator.
 */
export type MailDelivery = "unsent" | "sent" | "rejected" | "expired" | "cancelled";

/** A mail to a customer, the newest state of its delivery; `to` is masked, and empty once it was erased. Times here are epoch milliseconds. */
export interface CustomerMail {
  readonly kind: MailKind;
  readonly userId: string;
  readonly at: number;
  readonly delivery: MailDelivery;
  readonly to: string;
}

/** A row of the journal about a customer. */
export interface CustomerEvent {
  readonly at: number;
  readonly action: string;
  readonly outcome: string;
  readonly staffId: string | null;
}

/** The current token, or the one released last; `mailAddress` is masked, and empty once it was erased. */
export interface CustomerToken {
  readonly userId: string;
  readonly mailAddress: string;
  readonly issuedAt: number;
  readonly startedAt: number | null;
  readonly releasedAt: number | null;
}

/** KST004 in one answer; mails and events with the newest first. */
export interface CustomerSheet {
  readonly customerId: string;
  readonly loginId: string;
  readonly name: string;
  readonly kana: string;
  readonly transferLimitYen: number;
  /** 利用可, 停止, 解約: whether the bank lets the customer sign in. */
  readonly status: "active" | "suspended" | "closed";
  readonly registration: RegistrationState;
  /** null: 未発行. */
  readonly token: CustomerToken | null;
  readonly issue: Availability;
  /** A release by staff, without a code. */
  readonly release: Availability;
  readonly setupCode: SetupCodeState;
  readonly failures: readonly KindFailures[];
  readonly mails: readonly CustomerMail[];
  readonly events: readonly CustomerEvent[];
}
