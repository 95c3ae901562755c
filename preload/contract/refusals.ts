import type { Fault, SecretKind, UnavailableReason } from "./answers.ts";
import type { FieldCode } from "./fields.ts";
import type { FieldName } from "./requests.ts";

/** One or more entries are refused, each with its code; `minutes`: for `phone-clock` and `phone-zone`, how far the phone is ahead (+) or behind (−). */
export interface FieldsRefusal {
  readonly code: "fields";
  readonly fields: Readonly<Partial<Record<FieldName, FieldCode>>>;
  readonly minutes?: number;
}
/** ログインID or ログインパスワード is wrong; the answer doesn't state which. */
export interface CredentialsRefusal {
  readonly code: "credentials";
}
/**
 * The bank has stopped or closed the account (停止, 解約); reported only after the right password, without stating which of
 * the two.
 */
export interface AccountStoppedRefusal {
  readonly code: "account-stopped";
}
/** 係員番号 or 暗証番号 is wrong; the answer doesn't state which. */
export interface StaffCredentialsRefusal {
  readonly code: "staff-credentials";
}
/** Too many failures of this kind; only staff can unlock. */
export interface LockedRefusal {
  readonly code: "locked";
  readonly kind: SecretKind;
}
/** Several wrong 暗証番号 in a row at this kiosk: the next one is evaluated in so many seconds. */
export interface PinWaitsRefusal {
  readonly code: "pin-waits";
  readonly seconds: number;
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
/**
 * `no-slip`: there is no action yet for a 控え; `print-failed`: printer or disk fails, or the limit of the visit is
 * reached.
 */
export interface SlipRefusal {
  readonly code: "no-slip" | "print-failed";
}
/** There is no draft to confirm; the customer starts again at BOT001. */
export interface NoDraftRefusal {
  readonly code: "no-draft";
}
/** No customer is signed in, or the session has ended. */
export interface SignedOutRefusal {
  readonly code: "signed-out";
}
export interface OutOfServiceRefusal {
  readonly code: "out-of-service";
  readonly fault: Fault;
}
/** No staff member is signed in, or their session has ended. */
export interface StaffSignedOutRefusal {
  readonly code: "staff-signed-out";
}
/** The role of the member who is signed in doesn't allow it. */
export interface ForbiddenRefusal {
  readonly code: "forbidden";
}
/** The requested customer isn't in the registry. */
export interface NoSuchCustomerRefusal {
  readonly code: "no-such-customer";
}
/** The action isn't possible, or not any more, as after an action of the customer or at another kiosk. */
export interface NotPossibleRefusal {
  readonly code: "not-possible";
  readonly reason:
    | "no-token"
    | "not-locked"
    | "not-issued"
    | "still-allowed"
    | "no-such-mail"
    | "mail-waits"
    | "address-erased";
}
/** The exports' folder can't be written, as on a full disk. */
export interface ExportFailedRefusal {
  readonly code: "export-failed";
}
/** The journal was tampered with: `row` is the first wrong one. Nothing is signed then. */
export interface JournalBrokenRefusal {
  readonly code: "journal-broken";
  readonly row: number;
}
/**
 * Other kiosks or commands keep the registry busy: nothing is done or counted, and the request may succeed in a moment.
 */
export interface BusyRefusal {
  readonly code: "busy";
}
/** The rows of this customer or member of the staff differ from what the kiosk wrote: nothing is done for them. */
export interface RecordBrokenRefusal {
  readonly code: "record-broken";
}
/** A request that no screen of the kiosk sends. */
export interface MalformedRefusal {
  readonly code: "malformed";
}
/** A bug or a broken part; `reference` finds the line in the log. */
export interface UnexpectedRefusal {
  readonly code: "unexpected";
  readonly reference: string;
}

/** The refusals of every verb of staff in addition to the common ones, except for the verbs of sign-in and sign-out. */
export type StaffRefusal = CommonRefusal | StaffSignedOutRefusal | ForbiddenRefusal;

/** The refusals of every verb in addition to its own; the last two are made by `serve` alone. */
export type CommonRefusal =
  | FieldsRefusal
  | SignedOutRefusal
  | OutOfServiceRefusal
  | BusyRefusal
  | RecordBrokenRefusal
  | MalformedRefusal
  | UnexpectedRefusal;
