import * as v from "valibot";
import type { Verb } from "./channels.ts";
import { mailAddress, oneTimePassword, secretText, startPassword } from "./fields.ts";
import type { FieldCode } from "./fields.ts";
import type { Result } from "./result.ts";

/** 登録状況 as BOP001 shows it: 未発行, トークン発行済, 利用中, 利用停止, 利用解除済. */
export type RegistrationState = "unissued" | "issued" | "in-use" | "suspended" | "released";

/** What a customer can prove; each is counted and locked on its own. */
export type SecretKind =
  "loginPassword" | "confirmationPassword" | "startPassword" | "oneTimePassword";

/** Why the kiosk can't serve: each leaves keychain and registry as they were. */
export type Fault =
  | "keychain-absent"
  | "keychain-locked"
  | "keychain-key-missing"
  | "keychain-key-different"
  | "registry-newer"
  | "registry-damaged"
  | "registry-unavailable"
  | "data-folder-unwritable";

/** Why a button of BOP001 can't be used now. */
export type UnavailableReason =
  | "not-issued"
  | "already-issued"
  | "already-in-use"
  | "suspended"
  | "already-released"
  | "reissue-waits";

/** `from`: for `reissue-waits` alone, the first calendar day in Japan (`YYYY-MM-DD`) on which an issue works. */
export type Availability =
  | { readonly available: true }
  | { readonly available: false; readonly reason: UnavailableReason; readonly from?: string };

export interface AuthenticatorApp {
  readonly name: string;
  readonly phones: string;
}

/** What the screens need to know of this kiosk. Times in seconds save `nowMs`, the kiosk's clock in epoch milliseconds. */
export interface KioskProfile {
  readonly demo: boolean;
  readonly fault: Fault | null;
  readonly bankName: string;
  readonly phone: string;
  readonly mailDomains: readonly string[];
  readonly nowMs: number;
  readonly idleSeconds: number;
  readonly idleWarningSeconds: number;
  readonly finishSeconds: number;
  readonly setupCodeShowings: number;
  readonly setupCodeSeconds: number;
  readonly setupCodeMinutes: number;
  readonly releaseLimitYen: number;
  readonly pixelsPerMillimetre: number;
  readonly suitableApps: readonly AuthenticatorApp[];
  readonly unsuitableApps: readonly AuthenticatorApp[];
}

/** `awaits`: the screen that proves the next thing — KLG002 for a code, KTP001 when signed in. */
export interface SignInAnswer {
  readonly awaits: "code" | "nothing";
  readonly customerName: string;
}

/** Where トークン情報 stands on BOP001 and BOT002. */
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
 * The one answer that carries a secret. `modules`: the QR's rows, "1" black, without quiet zone;
 * `key`: base32 in groups of four; `secondsLeft`: how long it may stay on the screen.
 */
export interface SetupCode {
  readonly modules: readonly string[];
  readonly key: string;
  readonly secondsLeft: number;
  readonly showingsLeft: number;
}

/** 振込・振替限度額 in yen before and after the release (BOS001, ご注意); `reissueFrom`: `YYYY-MM-DD` in Japan. */
export interface ReleasedToken {
  readonly limitBeforeYen: number;
  readonly limitAfterYen: number;
  readonly reissueFrom: string;
}

const nothing = v.strictObject({});

/** Shape and field rules of each verb's request; an issue's message is the field's {@link FieldCode}. */
export const requests = {
  readKiosk: nothing,
  signIn: v.strictObject({ loginId: secretText, loginPassword: secretText }),
  proveCode: v.strictObject({ oneTimePassword }),
  signOut: nothing,
  readStatus: nothing,
  draftIssue: v.pipe(
    v.strictObject({
      mailAddress,
      mailAddressAgain: secretText,
      startPassword,
      startPasswordAgain: secretText,
    }),
    v.forward(
      v.partialCheck(
        [["mailAddress"], ["mailAddressAgain"]],
        (entry) => entry.mailAddress === entry.mailAddressAgain,
        "differs",
      ),
      ["mailAddressAgain"],
    ),
    v.forward(
      v.partialCheck(
        [["startPassword"], ["startPasswordAgain"]],
        (entry) => entry.startPassword === entry.startPasswordAgain,
        "differs",
      ),
      ["startPasswordAgain"],
    ),
  ),
  readDraft: nothing,
  cancelDraft: nothing,
  confirmIssue: v.strictObject({ confirmationPassword: secretText }),
  showSetupCode: v.strictObject({ startPassword: secretText }),
  startToken: v.strictObject({ oneTimePassword }),
  releaseToken: v.strictObject({ confirmationPassword: secretText, oneTimePassword }),
} as const satisfies Record<Verb, v.GenericSchema>;

export interface Answers {
  readKiosk: KioskProfile;
  signIn: SignInAnswer;
  proveCode: null;
  signOut: null;
  readStatus: TokenStatus;
  draftIssue: IssueDraft;
  readDraft: IssueDraft | null;
  cancelDraft: null;
  confirmIssue: IssuedToken;
  showSetupCode: SetupCode;
  startToken: null;
  releaseToken: ReleasedToken;
}

/** One or more entries are refused, each with its code; `minutes`: for `phone-clock`, how far the phone is ahead (+) or behind (−). */
export interface FieldsRefusal {
  readonly code: "fields";
  readonly fields: Readonly<Partial<Record<FieldName, FieldCode>>>;
  readonly minutes?: number;
}
/** ログインID or ログインパスワード is wrong; it is not said which. */
export interface CredentialsRefusal {
  readonly code: "credentials";
}
/** Too many wrong tries of this kind; only staff can unlock. */
export interface LockedRefusal {
  readonly code: "locked";
  readonly kind: SecretKind;
}
export interface UnavailableRefusal {
  readonly code: "unavailable";
  readonly reason: UnavailableReason;
  readonly from?: string;
}
export interface SetupCodeRefusal {
  readonly code: "setup-code-withheld";
  readonly reason: "spent" | "expired" | "not-issued";
}
/** There is no draft to confirm; the customer starts again at BOT001. */
export interface NoDraftRefusal {
  readonly code: "no-draft";
}
/** Nobody is signed in, or the session has ended. */
export interface SignedOutRefusal {
  readonly code: "signed-out";
}
export interface OutOfServiceRefusal {
  readonly code: "out-of-service";
  readonly fault: Fault;
}
/** A request that no screen of ours sends. */
export interface MalformedRefusal {
  readonly code: "malformed";
}
/** A bug or a broken part; `reference` finds the log's line. */
export interface UnexpectedRefusal {
  readonly code: "unexpected";
  readonly reference: string;
}

/** What any verb may answer besides its own refusals; `serve` alone makes the last two. */
export type CommonRefusal =
  FieldsRefusal | SignedOutRefusal | OutOfServiceRefusal | MalformedRefusal | UnexpectedRefusal;

export interface Refusals {
  readKiosk: CommonRefusal;
  signIn: CommonRefusal | CredentialsRefusal | LockedRefusal;
  proveCode: CommonRefusal | LockedRefusal;
  signOut: CommonRefusal;
  readStatus: CommonRefusal;
  draftIssue: CommonRefusal | UnavailableRefusal;
  readDraft: CommonRefusal;
  cancelDraft: CommonRefusal;
  confirmIssue: CommonRefusal | LockedRefusal | UnavailableRefusal | NoDraftRefusal;
  showSetupCode: CommonRefusal | LockedRefusal | SetupCodeRefusal;
  startToken: CommonRefusal | LockedRefusal | UnavailableRefusal;
  releaseToken: CommonRefusal | LockedRefusal | UnavailableRefusal;
}

export type Request<V extends Verb> = v.InferOutput<(typeof requests)[V]>;

/** Every field of every request. */
export type FieldName = { [V in Verb]: keyof Request<V> }[Verb];

export type Answer<V extends Verb> = Result<Answers[V], Refusals[V]>;
export type Refusal = Refusals[Verb];

/** `window.kiosk`: what the preload exposes and the renderer calls. */
export type KioskBridge = {
  readonly [V in Verb]: (request: Request<V>) => Promise<Answer<V>>;
};
