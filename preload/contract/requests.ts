import * as v from "valibot";
import type { Verb } from "./channels.ts";
import { digits, oneTimePassword, secretDigits, secretText, startPassword } from "./fields.ts";
import { mailAddress, mailAddressAgain } from "./mail-address.ts";
import { staffRequests } from "./staff-requests.ts";

const nothing = v.strictObject({});

/**
 * A language's code. Screens send only those that were offered: another text is a malformed request rather than an
 * entry to correct, so its issues have no FieldCode.
 */
const language = v.pipe(v.string(), v.regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,3}$/));
/** The language of the mail; without it the mail is in Japanese alone. */
const mailLanguage = v.optional(language);

/** Shape and field rules of each verb's request; an issue's message is the field's FieldCode. */
export const requests = {
  readKiosk: nothing,
  readWords: v.strictObject({ language }),
  prolong: nothing,
  signIn: v.strictObject({ loginId: secretText, loginPassword: secretText }),
  proveCode: v.strictObject({ oneTimePassword }),
  signOut: nothing,
  readStatus: nothing,
  draftIssue: v.pipe(
    v.strictObject({
      mailAddress,
      mailAddressAgain,
      startPassword,
      startPasswordAgain: digits,
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
  cancelDraft: nothing,
  confirmIssue: v.strictObject({ confirmationPassword: secretText, language: mailLanguage }),
  showSetupCode: v.strictObject({ startPassword: secretDigits }),
  startToken: v.strictObject({ oneTimePassword, language: mailLanguage }),
  releaseToken: v.strictObject({
    confirmationPassword: secretText,
    oneTimePassword,
    language: mailLanguage,
  }),
  printSlip: nothing,
  ...staffRequests,
} as const satisfies Record<Verb, v.GenericSchema>;

export type Request<V extends Verb> = v.InferOutput<(typeof requests)[V]>;

/** Every field of a request that a user fills in. */
export type FieldName = Exclude<{ [V in Verb]: keyof Request<V> }[Verb], "language">;
