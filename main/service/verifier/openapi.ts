import { toJsonSchema } from "@valibot/to-json-schema";
import type { GenericSchema } from "valibot";
import { errorReply } from "../http/error-reply.ts";
import { verifierErrors, verifyMessageSchema, verifyReplySchema } from "./verify-message.ts";

/** The OpenAPI 3.1 document of what relying systems may ask, made from the schemas that check it. */
export function openApiDocument(version: string): object {
  return {
    openapi: "3.1.1",
    info: {
      title: "OTP enrolment service: verifier",
      version,
      description:
        "Whether a customer's ワンタイムパスワード is right, on the same counts as at the kiosks. HTTPS with a P-256 " +
        "certificate of the caller's own, which staff have approved in the role of a relying system.",
    },
    paths: {
      "/v1/verify": { post: verifyOperation },
      "/validate/check": { post: checkOperation, get: checkOperation },
      "/validate/radiuscheck": { post: radiusOperation, get: radiusOperation },
    },
    components: { securitySchemes: { certificate: { type: "mutualTLS" } } },
    security: [{ certificate: [] }],
  };
}

/** OpenAPI 3.1 has the same dialect for all of its schemas, so that none states it. */
function schemaOf(schema: GenericSchema): object {
  return Object.fromEntries(
    Object.entries(toJsonSchema(schema)).filter(([key]) => key !== "$schema"),
  );
}

function json(schema: object) {
  return { content: { "application/json": { schema } } };
}

/** One response for each status, which tells the codes that have it. */
function refusals(): Readonly<Record<string, object>> {
  const byStatus = new Map<number, string[]>();
  for (const code of verifierErrors) {
    const { status } = errorReply(code);
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      String(status),
      {
        description: `Nothing was verified: ${codes.join(", ")}.`,
        ...json({
          type: "object",
          properties: { error: { enum: codes }, reference: { type: "string" } },
          required: ["error"],
        }),
      },
    ]),
  );
}

const verifyOperation = {
  operationId: "verify",
  summary: "Verifies a code once",
  description:
    "A code that is accepted is used, at every kiosk too; the fifth wrong one in a row, wherever it is given, locks the " +
    "token (利用停止). A code that was used before is wrong. The same requestId within two minutes gets the same answer.",
  requestBody: { required: true, ...json(schemaOf(verifyMessageSchema)) },
  responses: {
    200: { description: "The verdict", ...json(schemaOf(verifyReplySchema)) },
    ...refusals(),
  },
};

const parameter = (name: string, description: string) => ({
  ...{ name, in: "query", description, schema: { type: "string" } },
});

function objectOf(properties: Readonly<Record<string, object>>) {
  return { type: "object", properties };
}

const checkOperation = {
  summary: "The same as privacyIDEA 3 answers it, for plug-ins that speak its interface",
  description:
    "The fields may be in the query, a form or JSON. Codes of privacyIDEA's errors: 303, 601, 904, 905, -500.",
  parameters: [
    parameter("user", "The customer's ログインID; `user@realm` in one is split."),
    parameter("serial", "The ユーザID of the token, in place of the user."),
    parameter("realm", "Refused where the service has another one configured."),
    parameter("pass", "The ワンタイムパスワード alone: tokens have no PIN."),
  ],
  responses: {
    200: {
      description: "`result.value` tells whether the code was accepted.",
      ...json(
        objectOf({
          result: objectOf({
            status: { const: true },
            value: { type: "boolean" },
            authentication: { enum: ["ACCEPT", "REJECT"] },
          }),
          detail: objectOf({ message: { type: "string" }, serial: { type: "string" } }),
        }),
      ),
    },
    default: {
      description: "Nothing was verified: `result.status` is false.",
      ...json(
        objectOf({
          result: objectOf({
            status: { const: false },
            error: objectOf({ code: { type: "integer" }, message: { type: "string" } }),
          }),
        }),
      ),
    },
  },
};

const radiusOperation = {
  ...checkOperation,
  summary: "The same for a RADIUS server: the status alone is the answer",
  responses: {
    204: { description: "The code was accepted." },
    400: { description: "It was not." },
    default: checkOperation.responses.default,
  },
};
