import { randomUUID } from "node:crypto";
import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import * as v from "valibot";
import type { Clock } from "../../core/ports/clock.ts";
import type { Log } from "../../core/ports/log.ts";
import type { Verdict, Verification } from "../../core/operations/verifier/verify.ts";
import type { ServeVerification } from "../verifier/serve-verification.ts";
import {
  answerBody,
  answerOf,
  errorBody,
  errorOf,
  questionOf,
  wrongPin,
} from "../verifier/validate-check.ts";
import type { Parameters, ValidateError } from "../verifier/validate-check.ts";
import { openApiDocument } from "../verifier/openapi.ts";
import { verificationOf, verifyMessageSchema } from "../verifier/verify-message.ts";
import type { VerifyReply } from "../verifier/verify-message.ts";
import { closeAfter } from "./answer-errors.ts";
import type { ErrorAnswers } from "./answer-errors.ts";
import { Refusal } from "./error-reply.ts";
import type { RequestFigures } from "./routes.ts";
import type { App } from "./server.ts";

export interface VerifierRouteParts {
  readonly serveVerification: ServeVerification;
  /** The certificate of who asks; null: a program on this machine. Throws `Refusal`. */
  readonly callerOf: (request: FastifyRequest) => string | null;
  readonly answers: ErrorAnswers;
  readonly figures: RequestFigures;
  readonly log: Log;
  /** The only realm that `/validate/check` serves; null: any. */
  readonly realm: string | null;
  readonly version: string;
  readonly clock: Clock;
  /** How many codes a caller may have verified in ten seconds. */
  readonly verifications: number;
}

/** Thrown where privacyIDEA answers an error. */
class Invalid extends Error {
  readonly error: ValidateError;

  constructor(error: ValidateError) {
    super("The request is invalid");
    this.error = error;
  }
}

/** `/openapi.json`, `/v1/verify`, and `/validate/check` and `/validate/radiuscheck` as privacyIDEA 3 has them. */
export function addVerifierRoutes(app: App, parts: VerifierRouteParts): void {
  const { callerOf, answers, realm, version, clock } = parts;
  const config = { rateLimit: { max: parts.verifications, timeWindow: 10_000 } };
  const document = openApiDocument(version);
  const serve = judging(parts);

  app.addContentTypeParser(
    "application/x-www-form-urlencoded",
    { parseAs: "string" },
    (_request, body, done) => {
      done(null, Object.fromEntries(new URLSearchParams(String(body))));
    },
  );

  app.get("/openapi.json", { config: { forAnybody: true } }, () => document);
  app.post("/v1/verify", { config }, async (request): Promise<VerifyReply> => {
    const { success, output } = v.safeParse(verifyMessageSchema, request.body);
    if (!success) throw new Refusal("malformed");
    const { result, state } = await serve(
      callerOf(request),
      output.requestId,
      verificationOf(output),
    );
    return { result, state };
  });

  const check = async (request: FastifyRequest) => {
    const question = questionOf(parametersOf(request), realm);
    if (!question.ok) throw new Invalid(question.refusal);
    const { of, code } = question.value;
    const caller = callerOf(request);
    if (code === null) return wrongPin;
    const answer = answerOf(await serve(caller, randomUUID(), { of, code }), question.value);
    if (!answer.ok) throw new Invalid(answer.refusal);
    return answer.value;
  };
  const errorHandler = (
    error: FastifyError | Refusal | Invalid,
    request: FastifyRequest,
    reply: FastifyReply,
  ) => {
    const known = error instanceof Invalid ? error.error : errorOf(answers(error, request).code);
    closeAfter(reply, known.status);
    return reply.code(known.status).send(errorBody(known, version, clock()));
  };
  const options = { config, errorHandler };
  for (const method of ["get", "post"] as const) {
    app[method]("/validate/check", options, async (request) =>
      answerBody(await check(request), version, clock()),
    );
    app[method]("/validate/radiuscheck", options, async (request, reply) => {
      const { value } = await check(request);
      return reply.code(value ? 204 : 400).send();
    });
  }
}

/** Verifies, counts and logs; throws `Refusal`. */
function judging({ serveVerification, figures, log }: VerifierRouteParts) {
  return async (
    caller: string | null,
    requestId: string,
    asked: Verification,
  ): Promise<Verdict> => {
    const begunAt = performance.now();
    const served = await serveVerification(caller, requestId, asked);
    const milliseconds = performance.now() - begunAt;
    const outcome = served.ok ? served.value.result : served.refusal;
    figures.verb("verify", outcome, milliseconds / 1_000);
    log.info("verify", {
      ...{ system: caller?.slice(0, 16) ?? "loopback", request: requestId, outcome },
      milliseconds: Math.round(milliseconds),
    });
    if (!served.ok) throw new Refusal(served.refusal);
    return served.value;
  };
}

/** privacyIDEA takes the fields of the query and of the body together. */
function parametersOf({ query, body }: FastifyRequest): Parameters {
  return { ...objectOf(query), ...objectOf(body) };
}

function objectOf(value: unknown): object {
  return typeof value === "object" && value !== null ? value : {};
}
