import type { ServiceError } from "../../network/protocol.ts";
import { oldestProtocol, protocolVersion } from "../../network/protocol.ts";

/** The status of each refusal; RFC 9110, and RFC 6585 for 429. */
const statuses: Readonly<Record<ServiceError, number>> = {
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
  unexpected: 500,
};

/** A refusal that ends a request wherever it is thrown. */
export class Refusal extends Error {
  readonly code: ServiceError;

  constructor(code: ServiceError) {
    super(`The request is refused: ${code}`);
    this.code = code;
  }
}

/** Status and body of a refusal; `reference`: of an error in the log. */
export function errorReply(
  code: ServiceError,
  reference?: string,
): { readonly status: number; readonly body: object } {
  const protocols = code === "protocol" && { oldest: oldestProtocol, newest: protocolVersion };
  const body = { error: code, ...(reference !== undefined && { reference }), ...protocols };
  return { status: statuses[code], body };
}
