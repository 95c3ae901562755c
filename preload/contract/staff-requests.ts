import * as v from "valibot";
import { customerSecretKinds } from "./answers.ts";
import { tokenMailKinds, setupReasons, unlockReasons } from "./customer-sheet.ts";
import {
  lastFour,
  oneOf,
  optionalDay,
  optionalDigits,
  optionalNumber,
  optionalText,
  pin,
  secretDigits,
  secretText,
} from "./fields.ts";
import { optionalMailAddress, optionalMailAddressAgain } from "./mail-address.ts";

const nothing = v.strictObject({});

/** The reasons for unlocking a 係員番号: 本人の入力間違い, 本人以外の人が入力した, その他. */
const staffUnlockReasons = ["mistyped", "by-others", "other"] as const;

/**
 * The filter of journal rows; an empty text omits a criterion. `customer`: a whole ログインID or ユーザID; `kind`: an action.
 */
const journalFilter = {
  day: optionalDay,
  customer: optionalText,
  staffId: optionalDigits,
  kind: optionalText,
};

/** The reasons of staff for a release without a code: 紛失, 盗難, 破損・故障, 機種変更. */
const releaseReasons = ["lost", "stolen", "broken", "replaced"] as const;
export type ReleaseReason = (typeof releaseReasons)[number];

/** The evidence of the customer's identity: 運転免許証, 運転経歴証明書, マイナンバーカード, 在留カード, パスポート, その他. */
const evidences = [
  "drivers-licence",
  "driving-record",
  "my-number-card",
  "residence-card",
  "passport",
  "other",
] as const;
export type Evidence = (typeof evidences)[number];

/** Shape and field rules of the staff's requests, as in `requests.ts`. */
export const staffRequests = {
  staffSignIn: v.strictObject({ staffId: secretDigits, pin }),
  staffSignOut: nothing,
  /** `searched`: a whole ログインID or ユーザID, or the beginning of a name. */
  findCustomers: v.strictObject({ searched: secretText }),
  /** `customerId`: from the answer of `findCustomers`. */
  readCustomer: v.strictObject({ customerId: secretText }),
  showMailAddress: v.strictObject({ customerId: secretText }),
  unlock: v.strictObject({
    customerId: secretText,
    kind: v.pipe(secretText, v.picklist(customerSecretKinds, "not-offered")),
    reason: oneOf(unlockReasons),
  }),
  allowSetupCode: v.strictObject({ customerId: secretText, reason: oneOf(setupReasons) }),
  /** Both addresses are empty for the same address; else they are the corrected one, twice. */
  resendMail: v.pipe(
    v.strictObject({
      customerId: secretText,
      kind: v.pipe(secretText, v.picklist(tokenMailKinds, "not-offered")),
      mailAddress: optionalMailAddress,
      mailAddressAgain: optionalMailAddressAgain,
    }),
    v.forward(
      v.partialCheck(
        [["mailAddress"], ["mailAddressAgain"]],
        (entry) => entry.mailAddress === entry.mailAddressAgain,
        "differs",
      ),
      ["mailAddressAgain"],
    ),
  ),
  findLockedStaff: nothing,
  unlockStaff: v.strictObject({ staffId: secretDigits, reason: oneOf(staffUnlockReasons) }),
  /** `before`: the number of the row after which the page begins; empty: the first page. */
  findJournal: v.strictObject({ ...journalFilter, before: optionalNumber }),
  exportJournal: v.strictObject(journalFilter),
  /** Whole days, or everything: of a part of a day's rows the bundle couldn't prove that none is missing. */
  bundleJournal: v.strictObject({ day: optionalDay }),
  readHealth: nothing,
  readFleet: nothing,
  closeForCleaning: nothing,
  restartKiosk: nothing,
  shutDownKiosk: nothing,
  /**
   * `evidenceDigits`: the last 4 characters of the evidence's number; `approverId`, `approverPin`: those of another
   * member, a 役席.
   */
  releaseForCustomer: v.strictObject({
    customerId: secretText,
    reason: oneOf(releaseReasons),
    evidence: oneOf(evidences),
    evidenceDigits: lastFour,
    approverId: secretDigits,
    approverPin: pin,
  }),
  printCustomerSlip: v.strictObject({ customerId: secretText }),
} as const;
