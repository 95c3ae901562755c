import * as v from "valibot";
import type { Verification } from "../../core/operations/verifier/verify.ts";
import { serviceErrors } from "../../network/protocol.ts";

const requestId = v.pipe(
  v.string(),
  v.regex(/^[0-9A-Za-z._:-]{1,64}$/),
  v.description("Made by the caller; the same one within two minutes gets the same answer."),
);
const code = v.pipe(
  v.string(),
  v.regex(/^[0-9]{6}$/),
  v.description("The ワンタイムパスワード: six digits of ASCII."),
);
const loginId = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(256),
  v.description("The customer's ログインID."),
);
const userId = v.pipe(
  v.string(),
  v.regex(/^[0-9]{12}$/),
  v.description("The ユーザID of the customer's token."),
);

/**
 * Why a code wasn't verified, besides what every caller may be told: `busy` may succeed in a moment; `record-broken`, the
 * customer's record was changed from outside; `request-id-reused`, it was sent with another question before.
 */
export const verifierErrors = [
  ...serviceErrors,
  ...(["busy", "record-broken", "request-id-reused"] as const),
] as const;
export type VerifierError = (typeof verifierErrors)[number];

/** The body of `POST /v1/verify`: a code, and the customer by one of two ids. */
export const verifyMessageSchema = v.union([
  v.strictObject({ loginId, code, requestId }),
  v.strictObject({ userId, code, requestId }),
]);
type VerifyMessage = v.InferOutput<typeof verifyMessageSchema>;

export function verificationOf(message: VerifyMessage): Verification {
  const { code: sent } = message;
  return "loginId" in message
    ? { of: { loginId: message.loginId }, code: sent }
    : { of: { userId: message.userId }, code: sent };
}

/** The answer of `POST /v1/verify`: `Verdict` of the core without the token's number. */
export const verifyReplySchema = v.object({
  result: v.picklist(["accepted", "wrong", "locked", "not-in-use"]),
  state: v.pipe(
    v.picklist(["unissued", "issued", "in-use", "suspended", "released"]),
    v.description("登録状況: 未発行, トークン発行済, 利用中, 利用停止, 利用解除済."),
  ),
});
export type VerifyReply = v.InferOutput<typeof verifyReplySchema>;
