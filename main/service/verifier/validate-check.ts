import { ok, refused } from "../../../preload/contract/result.ts";
import type { Result } from "../../../preload/contract/result.ts";
import type { Verdict, Verification } from "../../core/operations/verifier/verify.ts";
import type { VerifierError } from "./verify-message.ts";

/*
 * The interface that plug-ins for RADIUS, PAM, Keycloak or SAML speak: `/validate/check` of privacyIDEA 3, in its words.
 * A user is the customer's ログインID, a serial the ユーザID of their token, a pass the code alone, as tokens have no PIN here.
 */

/** What a plug-in sends: the fields of query, form or JSON together. */
export type Parameters = Readonly<Record<string, unknown>>;

/** An error in privacyIDEA's words, with its status. */
export interface ValidateError {
  readonly status: number;
  readonly code: number;
  readonly message: string;
}

/** `pass` null: it can't be a code, so that it is false without being evaluated. */
export interface Question {
  readonly of: Verification["of"];
  readonly code: string | null;
  readonly realm: string;
}

/** privacyIDEA's own numbers (`lib/error.py`). */
const parameterError = 905;
const userError = 904;
const notFoundError = 601;
const policyError = 303;
const serverError = -500;

/** `realm`: the only one that is served; null: any. */
export function questionOf(
  sent: Parameters,
  realm: string | null,
): Result<Question, ValidateError> {
  const [serial, written] = [textOf(sent["serial"]), textOf(sent["user"])];
  if (serial === "" && written === "") {
    return bad("You need to specify a serial, user or credential_id.");
  }
  if (serial.includes("*")) return bad("Invalid serial number.");
  if (written.includes("%")) return bad("Invalid user.");
  if (sent["pass"] === undefined) return bad("Missing parameter: pass");
  const given = textOf(sent["realm"]);
  const at = written.lastIndexOf("@");
  const isSplit = given === "" && at > 0;
  const user = isSplit ? written.slice(0, at) : written;
  const asked = isSplit ? written.slice(at + 1) : given;
  if (realm !== null && asked !== "" && asked.toLowerCase() !== realm.toLowerCase()) {
    return refused(unknownUser(user, asked));
  }
  const pass = textOf(sent["pass"]);
  const of = serial === "" ? { loginId: user } : { userId: serial };
  return ok({
    of: serial !== "" && user !== "" ? { userId: serial, loginId: user } : of,
    code: /^[0-9]{6}$/.test(pass) ? pass : null,
    realm: asked,
  });
}

function textOf(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value).trim() : "";
}

function bad(message: string): Result<never, ValidateError> {
  return refused({
    status: 400,
    code: parameterError,
    message: `ERR${String(parameterError)}: ${message}`,
  });
}

function unknownUser(user: string, realm: string): ValidateError {
  const message = `ERR${String(userError)}: User <${user}.@${realm}> does not exist.`;
  return { status: 400, code: userError, message };
}

/** The answer to a verdict; refused where privacyIDEA knows no such user or token. */
export function answerOf(
  verdict: Verdict,
  { of, realm }: Question,
): Result<{ readonly value: boolean; readonly detail: object }, ValidateError> {
  const { result, userId, isKnown } = verdict;
  if (!isKnown) {
    if (!("userId" in of)) return refused(unknownUser(of.loginId, realm));
    if (of.loginId !== undefined) return bad("Given serial does not belong to given user!");
    const message = "The requested token could not be found.";
    return refused({ status: 404, code: notFoundError, message });
  }
  const token = userId === null ? {} : { serial: userId, type: "totp", otplen: 6 };
  return ok({ value: result === "accepted", detail: { message: messageOf(verdict), ...token } });
}

function messageOf({ result, state }: Verdict): string {
  if (result === "accepted") return "matching 1 tokens";
  if (result === "wrong") return "wrong otp value";
  if (result === "locked") return "Failcounter exceeded";
  if (state === "unissued") return "The user has no tokens assigned";
  return state === "issued" ? "Token is not yet enrolled" : "Token is disabled";
}

/** A pass that can't be a code. */
export const wrongPin = { value: false, detail: { message: "wrong otp pin" } } as const;

/** What privacyIDEA says where the service can't answer. */
export function errorOf(code: VerifierError): ValidateError {
  switch (code) {
    case "unknown":
    case "pending":
    case "revoked":
    case "expired":
      return { status: 403, code: policyError, message: "No valid API key was passed." };
    case "malformed":
    case "protocol":
    case "request-id-reused":
      return { status: 400, code: parameterError, message: "ERR905: The request can't be read." };
    case "too-large":
      return { status: 413, code: parameterError, message: "ERR905: The request is too large." };
    case "too-many":
      return { status: 429, code: policyError, message: "Too many requests." };
    case "busy":
    case "database-unavailable":
    case "database-read-only":
    case "database-newer":
      return { status: 503, code: serverError, message: `The service can't answer now: ${code}` };
    case "record-broken":
    case "unexpected":
      return { status: 500, code: serverError, message: `The service can't answer: ${code}` };
  }
}

/** The body of an answer. `at`: epoch milliseconds. */
export function answerBody(
  { value, detail }: { readonly value: boolean; readonly detail: object },
  version: string,
  at: number,
): object {
  const authentication = value ? "ACCEPT" : "REJECT";
  return {
    ...{ jsonrpc: "2.0", id: 2, detail, result: { status: true, value, authentication } },
    ...{ time: at / 1_000, version: `otp-enrolment-service ${version}`, versionnumber: version },
  };
}

/** The body of an error. `at`: epoch milliseconds. */
export function errorBody({ code, message }: ValidateError, version: string, at: number): object {
  return {
    ...{ jsonrpc: "2.0", id: 1, detail: null, result: { status: false, error: { code, message } } },
    ...{ time: at / 1_000, version: `otp-enrolment-service ${version}` },
  };
}
