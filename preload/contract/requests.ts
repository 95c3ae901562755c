import * as v from "valibot";
import type { Verb } from "./channels.ts";
import { mailAddress, oneTimePassword, secretText, startPassword } from "./fields.ts";
import { staffRequests } from "./staff-requests.ts";

const nothing = v.strictObject({});

/** Shape and field rules of each verb's request; an issue's message is the field's FieldCode. */
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
  printSlip: nothing,
  ...staffRequests,
} as const satisfies Record<Verb, v.GenericSchema>;

export type Request<V extends Verb> = v.InferOutput<(typeof requests)[V]>;

/** Every field of every request. */
export type FieldName = { [V in Verb]: keyof Request<V> }[Verb];
