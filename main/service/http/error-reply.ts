import { oldestProtocol, protocolVersion } from "../../network/protocol.ts";
import type { VerifierError } from "../verifier/verify-message.ts";

/** The status of each refusal; RFC 9110, and RFC 6585 for 429. */
const statuses: Readonly<Record<VerifierError, number>> = {
  malformed: 400,
  unknown: 403,
  pending: 403,
  revoked: 403,
  expired: 403,
  protocol: 409,
  "too-large": 413,
  "too-many": 429,
  "database-unavailable": 503,
  "database-read-only": 503,
  "database-newer": 503,
  busy: 503,
  "record-broken": 500,
  "request-id-reused": 409,
  unexpected: 500,
};

/** A refusal that ends a request wherever it is thrown. */
export class Refusal extends Error {
  readonly code: VerifierError;

  constructor(code: VerifierError) {
    super(`The request is refused: ${code}`);
    this.code = code;
  }
}

/** Status and body of a refusal; `reference`: of an error in the log. */
export function errorReply(
  code: VerifierError,
  reference?: string,
): { readonly status: number; readonly body: object } {
  const protocols = code === "protocol" && { oldest: oldestProtocol, newest: protocolVersion };
  const body = { error: code, ...(reference !== undefined && { reference }), ...protocols };
  return { status: statuses[code], body };
}
