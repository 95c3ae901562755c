import type { OfferedLanguage, Words } from "./words-by-key.ts";

/** 登録状況 as BOP001 shows it: 未発行, トークン発行済, 利用中, 利用停止, 利用解除済. */
export type RegistrationState = "unissued" | "issued" | "in-use" | "suspended" | "released";

/** The secrets of a customer; each kind is counted and locked on its own. */
export const customerSecretKinds = [
  "loginPassword",
  "confirmationPassword",
  "startPassword",
  "oneTimePassword",
] as const;

export type CustomerSecretKind = (typeof customerSecretKinds)[number];

/** The same, and the 暗証番号 of staff. */
export type SecretKind = CustomerSecretKind | "pin";

/** Why the kiosk can't serve; keychain and registry stay unchanged. */
export type Fault =
  | "keychain-absent"
  | "keychain-locked"
  | "keychain-damaged"
  | "keychain-restarted"
  | "keychain-key-missing"
  | "keychain-key-different"
  | "registry-newer"
  | "registry-damaged"
  | "registry-rolled-back"
  | "registry-unavailable"
  | "data-folder-unwritable"
  | "data-folder-shared"
  | "clock-jumped"
  | ServiceFault;

/**
 * Why a kiosk of the bank's network can't serve: its service can't be reached, takes too long, has another key than the
 * one confirmed, speaks another version, or can't write; or the kiosk's identity is missing, not approved yet, at its
 * end, or revoked.
 */
export type ServiceFault =
  | "service-unreachable"
  | "service-slow"
  | "service-untrusted"
  | "service-protocol"
  | "service-read-only"
  | "identity-missing"
  | "identity-pending"
  | "identity-expired"
  | "identity-revoked";

/** Why a button of BOP001 can't be used now. */
export type UnavailableReason =
  | "not-issued"
  | "already-issued"
  | "already-in-use"
  | "suspended"
  | "already-released"
  | "reissue-waits"
  | "user-ids-spent";

/** `from`: for `reissue-waits` alone, the first calendar day in Japan (`YYYY-MM-DD`) on which an issue works. */
export type Availability =
  | { readonly available: true }
  | { readonly available: false; readonly reason: UnavailableReason; readonly from?: string };

export interface AuthenticatorApp {
  readonly name: string;
  readonly phones: string;
}

/** A bank's own colours, `#rrggbb`; every pair of them that meets on a screen has WCAG's contrast. */
export interface Palette {
  readonly primary: string;
  readonly primaryPressed: string;
  readonly tint: string;
  readonly tintStrong: string;
}

/**
 * The facts of this kiosk for the screens. Times are in seconds except `nowMs`, the kiosk's clock in epoch
 * milliseconds.
 */
export interface KioskProfile {
  readonly demo: boolean;
  readonly fault: Fault | null;
  /** Staff have closed it for cleaning (KST008). */
  readonly closedForCleaning: boolean;
  readonly bankName: string;
  readonly phone: string;
  readonly colours: Palette;
  /** Whether there is a picture of the bank at `app://kiosk/logo`. */
  readonly logo: boolean;
  /** Japanese first. */
  readonly languages: readonly OfferedLanguage[];
  /** The sections of the Japanese words in which the bank has changed a text, as a whole. */
  readonly words: Words;
  readonly mailDomains: readonly string[];
  readonly nowMs: number;
  readonly idleSeconds: number;
  /** The same on the screens where the customer handles the phone or notes numbers. */
  readonly phoneIdleSeconds: number;
  /** A staff session ends after so many seconds without a touch, its warning included. */
  readonly staffIdleSeconds: number;
  readonly idleWarningSeconds: number;
  readonly finishSeconds: number;
  readonly setupCodeShowings: number;
  /**
   * How long one code is valid: a new one begins at every whole multiple of it since 1970-01-01 00:00 UTC (RFC 6238, T0
   * = 0).
   */
  readonly codePeriodSeconds: number;
  /** The bank's name in authenticator apps. */
  readonly issuer: string;
  readonly releaseLimitYen: number;
  /** For how many hours after 利用開始 the bank may hold transfers back; null: nothing is said of it. */
  readonly transferHoldHours: number | null;
  readonly pixelsPerMillimetre: number;
  readonly suitableApps: readonly AuthenticatorApp[];
  readonly unsuitableApps: readonly AuthenticatorApp[];
}

/** `awaits`: the next screen — KLG002 for a code, KTP001 when signed in. */
export interface SignInAnswer {
  readonly awaits: "code" | "nothing";
  readonly customerName: string;
}

/** トークン情報 of BOP001 and BOT002. */
export interface TokenInformation {
  readonly serviceId: string;
  readonly userId: string;
}

/** Whether アプリ設定用QRコード may still be shown. */
export type SetupCodeState =
  | { readonly available: true; readonly showingsLeft: number }
  | { readonly available: false; readonly reason: "spent" | "expired" | "not-issued" };

/** BOP001 in one answer; `token` is there from issue until release. */
export interface TokenStatus {
  readonly registration: RegistrationState;
  readonly token: TokenInformation | null;
  readonly issue: Availability;
  readonly start: Availability;
  readonly release: Availability;
  readonly setupCode: SetupCodeState;
}

export interface IssueDraft {
  readonly mailAddress: string;
}

export interface IssuedToken extends TokenInformation {
  readonly mailAddress: string;
}

/**
 * The only answer that carries a secret. `modules`: the QR's rows, "1" black, without quiet zone; `key`: base32 in
 * groups of four; `secondsLeft`: how long it may stay on the screen.
 */
export interface SetupCode {
  readonly modules: readonly string[];
  readonly key: string;
  readonly secondsLeft: number;
  readonly showingsLeft: number;
}

/** 控え. `file`: the PDF's name in the data folder's `prints/`; null: it was printed on paper. */
export interface PrintedSlip {
  readonly file: string | null;
}

/** 振込・振替限度額 in yen before and after the release (BOS001, ご注意); `reissueFrom`: `YYYY-MM-DD` in Japan. */
export interface ReleasedToken {
  readonly limitBeforeYen: number;
  readonly limitAfterYen: number;
  readonly reissueFrom: string;
}
