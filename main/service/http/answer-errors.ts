import { randomUUID } from "node:crypto";
import { errorCodes } from "fastify";
import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import type { Log } from "../../core/ports/log.ts";
import type { ServiceError } from "../../network/protocol.ts";
import type { VerifierError } from "../verifier/verify-message.ts";
import { Refusal, errorReply } from "./error-reply.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** Why it was refused before it reached the core, or by it. */
    refusedBy?: VerifierError;
  }
}

/** What a request is answered with that ended by an error; `reference`: of a bug, in the log. */
export interface ErrorAnswer {
  readonly code: VerifierError;
  readonly reference?: string;
}

export type ErrorAnswers = (
  error: FastifyError | Refusal,
  request: Pick<FastifyRequest, "refusedBy">,
) => ErrorAnswer;

/** `faultOf`: what an error of the database is answered with; null: it is a bug. */
export function errorAnswers({
  log,
  faultOf,
}: {
  readonly log: Log;
  readonly faultOf: (error: unknown) => ServiceError | null;
}): ErrorAnswers {
  return (error, request) => {
    const code = faultOf(error) ?? codeOf(error);
    request.refusedBy = code;
    if (code !== "unexpected") return { code };
    const reference = randomUUID();
    log.error("request-failed", error, reference);
    return { code, reference };
  };
}

/** Answers errors as `{"error": CODE}`. */
export function answersErrors(
  answers: ErrorAnswers,
): (error: FastifyError | Refusal, request: FastifyRequest, reply: FastifyReply) => FastifyReply {
  return (error, request, reply) => {
    const { code, reference } = answers(error, request);
    const { status, body } = errorReply(code, reference);
    closeAfter(reply, status);
    return reply.code(status).send(body);
  };
}

/** The rest of what a stranger sends isn't waited for. */
export function closeAfter(reply: FastifyReply, status: number): void {
  if (status !== 429 && status < 500) void reply.header("connection", "close");
}

function codeOf(error: FastifyError | Refusal): VerifierError {
  if (error instanceof Refusal) return error.code;
  if (error instanceof errorCodes.FST_ERR_CTP_BODY_TOO_LARGE) return "too-large";
  const { statusCode } = error;
  return statusCode !== undefined && statusCode >= 400 && statusCode < 500
    ? "malformed"
    : "unexpected";
}
