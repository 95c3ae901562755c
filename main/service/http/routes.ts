import { Readable } from "node:stream";
import * as v from "valibot";
import type { FastifyRequest } from "fastify";
import type { Verb } from "../../../preload/contract/channels.ts";
import type { Log } from "../../core/ports/log.ts";
import {
  exportVerbs,
  isVerb,
  joinMessageSchema,
  oldestProtocol,
  protocolVersion,
  verbMessageSchema,
} from "../../network/protocol.ts";
import type { JoinReply, VerbMessage, VerbReply } from "../../network/protocol.ts";
import type { HeardKiosks } from "../identities/heard-kiosks.ts";
import type { IdentityRows } from "../identities/identity-rows.ts";
import type { ServeExport } from "../serve-export.ts";
import type { ServeVerb } from "../serve-verb.ts";
import type { VerifierError } from "../verifier/verify-message.ts";
import { Refusal } from "./error-reply.ts";
import { callerOf } from "./peer.ts";
import type { App } from "./server.ts";
import type { Watchers } from "./watchers.ts";

/** What is counted of requests. */
export interface RequestFigures {
  verb(verb: Verb | "verify", outcome: string, seconds: number): void;
  refused(code: VerifierError): void;
  /** By how much the kiosk's clock is ahead of this machine's. */
  clockOffset(fingerprint: string, seconds: number): void;
}

interface RouteParts {
  readonly rows: IdentityRows;
  readonly heard: Pick<HeardKiosks, "hear">;
  readonly watchers: Watchers;
  readonly serveVerb: ServeVerb;
  readonly serveExport: ServeExport;
  readonly figures: RequestFigures;
  readonly log: Log;
}

/** The routes of `main/network/protocol.ts`. */
export function addRoutes(app: App, parts: RouteParts, joins: number): void {
  const { rows, heard, watchers, serveVerb, serveExport, figures, log } = parts;

  app.post(
    "/v1/join",
    {
      config: {
        forAnybody: true,
        rateLimit: { max: joins, timeWindow: 60_000, keyGenerator: ({ ip }) => ip },
      },
    },
    async (request, reply): Promise<JoinReply> => {
      const { fingerprint, notAfter } = callerOf(request);
      const asked = await rows.ask(fingerprint, {
        ...parsed(joinMessageSchema, request.body),
        notAfter,
      });
      if (!asked.ok) throw new Refusal(asked.refusal);
      const state = asked.value;
      if (state !== "approved" && state !== "pending") throw new Refusal(state);
      void reply.code(state === "approved" ? 200 : 202);
      return { state };
    },
  );

  app.post<{ Params: { verb: string } }>("/v1/verbs/:verb", async (request): Promise<VerbReply> => {
    const { fingerprint } = callerOf(request);
    const { verb } = request.params;
    if (!isVerb(verb)) throw new Refusal("malformed");
    const message = messageOf(request);
    heard.hear(fingerprint, message.machine);
    figures.clockOffset(fingerprint, (message.machine.at - Date.now()) / 1_000);
    const begunAt = performance.now();
    const served = await serveVerb(fingerprint, verb, message);
    const milliseconds = performance.now() - begunAt;
    const outcome = served.ok ? outcomeOf(served.value) : served.refusal;
    figures.verb(verb, outcome, milliseconds / 1_000);
    log.info("verb", {
      ...{ kiosk: fingerprint.slice(0, 16), request: message.requestId, verb, outcome },
      milliseconds: Math.round(milliseconds),
    });
    if (!served.ok) throw new Refusal(served.refusal);
    return served.value;
  });

  app.post<{ Params: { verb: string } }>("/v1/exports/:verb", async (request, reply) => {
    const { fingerprint } = callerOf(request);
    const verb = exportVerbs.find((each) => each === request.params.verb);
    if (verb === undefined) throw new Refusal("malformed");
    const message = messageOf(request);
    const lines = await serveExport(fingerprint, verb, message);
    const outcome = lines.ok ? "export" : lines.refusal;
    log.info("verb", {
      ...{ kiosk: fingerprint.slice(0, 16), request: message.requestId, verb, outcome },
    });
    if (!lines.ok) throw new Refusal(lines.refusal);
    void reply.type("application/x-ndjson; charset=utf-8");
    return reply.send(Readable.from(written(lines.value)));
  });

  app.get<{ Querystring: { since?: string } }>("/v1/watch", async (request, reply) => {
    const { fingerprint } = callerOf(request);
    const { since = "" } = request.query;
    if (!/^\d{0,15}$/.test(since)) throw new Refusal("malformed");
    heard.hear(fingerprint, {});
    const left = new AbortController();
    reply.raw.once("close", () => {
      left.abort();
    });
    const answer = await watchers.wait(fingerprint, Number(since || -1), left.signal);
    if (!answer.ok) throw new Refusal(answer.refusal);
    return answer.value;
  });

  app.addHook("onResponse", (request, _reply, done) => {
    if (request.refusedBy !== undefined) figures.refused(request.refusedBy);
    done();
  });
}

function messageOf(request: FastifyRequest): VerbMessage {
  const message = parsed(verbMessageSchema, request.body);
  const { protocol } = message.machine;
  if (protocol < oldestProtocol || protocol > protocolVersion) throw new Refusal("protocol");
  return message;
}

function parsed<T>(schema: v.GenericSchema<unknown, T>, sent: unknown): T {
  const { success, output } = v.safeParse(schema, sent);
  if (!success) throw new Refusal("malformed");
  return output;
}

/** `done`, the errand that is left to the kiosk, or the code of the refusal. */
function outcomeOf({ answer, errand }: VerbReply): string {
  if (answer === null) return errand?.kind ?? "done";
  return answer.ok ? "done" : answer.refusal.code;
}

async function* written(lines: AsyncIterable<unknown>): AsyncGenerator<string> {
  for await (const line of lines) yield `${JSON.stringify(line)}\n`;
}
