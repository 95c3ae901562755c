import type { Verb } from "../../preload/contract/channels.ts";
import type { Answer } from "../../preload/contract/operations.ts";
import { parseRequest } from "../../preload/contract/parse-request.ts";
import { ok, refused } from "../../preload/contract/result.ts";
import type { Result } from "../../preload/contract/result.ts";
import type { DocumentSeal } from "../adapters/keychain-vault/document-seal.ts";
import { RegistryBusy } from "../core/domain/registry-errors.ts";
import type { Middleware } from "../core/handle.ts";
import { emptyKioskState } from "../core/kiosk-core.ts";
import type { KioskState } from "../core/kiosk-core.ts";
import type { Random } from "../core/ports/cryptography.ts";
import type { WriteNewFile } from "../core/ports/files.ts";
import type { Log } from "../core/ports/log.ts";
import type { ServiceError, VerbMessage, VerbReply } from "../network/protocol.ts";
import { databaseFaultOf } from "../registry/postgresql/database-errors.ts";
import type { NetworkRegistry } from "../registry/postgresql/open-network-registry.ts";
import { Overtaken } from "../registry/postgresql/unit-of-work.ts";
import type { UnitOfWork } from "../registry/postgresql/unit-of-work.ts";
import { identityError } from "./identity-error.ts";
import { openedDocument, sealedDocument } from "./kiosk-document.ts";
import type { KioskDocument } from "./kiosk-document.ts";
import { kioskOf } from "./kiosk-of.ts";
import type { CoreParts } from "./kiosk-of.ts";

/**
 * Answers one request of the kiosk with the certificate `fingerprint`. `writeExport`: where a verb whose answer is a file
 * writes it.
 */
export type ServeVerb = <V extends Verb>(
  fingerprint: string,
  verb: V,
  message: VerbMessage,
  writeExport?: WriteNewFile,
) => Promise<Result<VerbReply<V>, ServiceError>>;

export interface ServeParts {
  readonly registry: NetworkRegistry;
  readonly documents: DocumentSeal;
  readonly core: CoreParts;
  readonly log: Log;
  readonly random: Random;
  /** Milliseconds of a clock that can't be set. */
  readonly now: () => number;
}

/** How often a request begins again, as when a sign-out comes between. */
const attempts = 5;

/**
 * Makes the service's answers to verbs. A request finds the kiosk's sessions in the database and leaves them there, so
 * that any instance serves any request; what it does is one transaction with them and with its answer, so that it is done
 * once, however often it is sent. Only what the database has committed is answered.
 */
export function makeServeVerb(parts: ServeParts): ServeVerb {
  return async (fingerprint, verb, message, writeExport) => {
    for (let left = attempts; ; left -= 1) {
      try {
        return await serveOnce(parts, fingerprint, verb, message, writeExport);
      } catch (error) {
        if (error instanceof Overtaken && left > 1) continue;
        // Nothing was done, and the same request may succeed in a moment.
        if (error instanceof Overtaken || error instanceof RegistryBusy) {
          return ok({ answer: refused({ code: "busy" }) });
        }
        const fault = databaseFaultOf(error);
        if (fault !== null) {
          parts.log.error(fault, error);
          return refused(fault === "database-older" ? "database-newer" : fault);
        }
        const reference = referenceFrom(parts.random);
        parts.log.error("unexpected", error, reference);
        return ok({ answer: refused({ code: "unexpected", reference }) });
      }
    }
  };
}

async function serveOnce<V extends Verb>(
  parts: ServeParts,
  fingerprint: string,
  verb: V,
  message: VerbMessage,
  writeExport?: WriteNewFile,
): Promise<Result<VerbReply<V>, ServiceError>> {
  const { registry, documents, now } = parts;
  const { requestId } = message;
  const begunAt = now();
  const begun = await registry.begin(fingerprint, requestId);
  const error = identityError(begun.identity, begun.at);
  if (error !== null) return refused(error);
  const { identity } = begun;
  if (identity?.role !== "kiosk") return refused("unknown");
  const known =
    begun.answered === null ? null : documents.open(answerOf(requestId), begun.answered);
  if (known !== null) return ok(JSON.parse(known) as VerbReply<V>);
  const request = parseRequest(verb, message.request);
  if (!request.ok) return ok({ answer: request });

  const unit = registry.unit(
    { fingerprint, id: requestId, at: begun.at },
    begun.session?.version ?? null,
    identity.name,
  );
  const stored = begun.session?.document ?? null;
  const starts = message.machine.started === true;
  const document = openedDocument(documents, fingerprint, starts ? null : stored);
  const replies: VerbReply<V>[] = [];
  const commit: Middleware = async (_verb, next) => {
    const answer = await next();
    const errand = kiosk.errand();
    // The middleware has the types of all verbs, this request the one of its own.
    const own = errand?.kind === "print" ? null : (answer as unknown as Answer<V>);
    const reply: VerbReply<V> = { answer: own, ...(errand !== null && { errand }) };
    await finish(parts, unit, {
      ...{
        fingerprint,
        requestId,
        reply,
        before: document,
        after: kiosk.document(),
        isNew: starts,
      },
    });
    replies.push(reply);
    if (kiosk.hasMail()) parts.core.deliverMail();
    return answer;
  };
  const kiosk = kioskOf(parts.core, {
    ...{ identity, unit, message, document, commit },
    ...(writeExport !== undefined && { writeExport }),
    clock: () => begun.at + Math.round(now() - begunAt),
  });
  try {
    const answer = await kiosk.handle(verb, request.value);
    // A request that was refused before its unit began has no reply.
    return ok(replies.at(-1) ?? { answer });
  } finally {
    await unit.abandon();
  }
}

/** Commits the unit, unless the request has neither written nor changed anything of the sessions. */
async function finish(
  { documents }: ServeParts,
  unit: UnitOfWork,
  end: {
    readonly fingerprint: string;
    readonly requestId: string;
    readonly reply: VerbReply;
    readonly before: KioskDocument;
    readonly after: KioskDocument;
    /** What the database has is not what the request began with. */
    readonly isNew: boolean;
  },
): Promise<void> {
  const { fingerprint, requestId, reply, before, after } = end;
  if (!unit.hasWritten() && isSameDocument(before, after) && !end.isNew) return;
  await unit.finish({
    document: sealedDocument(documents, fingerprint, after),
    answer: documents.seal(answerOf(requestId), JSON.stringify(reply)),
  });
}

/** The state of a kiosk that was just started. */
const nobody: KioskState = emptyKioskState();

/** Where nobody is signed in, the time of the last request decides nothing. */
function isSameDocument(before: KioskDocument, after: KioskDocument): boolean {
  const timeless = ({ state, printing }: KioskDocument) => {
    const { customer, staff } = state ?? nobody;
    return JSON.stringify([
      ...[printing, (state ?? nobody).memory, (state ?? nobody).closedForCleaning],
      customer.state.is === "signed-out" ? { ...customer, lastRequestAt: 0 } : customer,
      staff.member === null ? { ...staff, lastRequestAt: 0 } : staff,
    ]);
  };
  return timeless(before) === timeless(after);
}

function answerOf(requestId: string): string {
  return `answer ${requestId}`;
}

/** Six digits, as at a kiosk of its own. */
function referenceFrom(random: Random): string {
  const number = random(4).reduce((sum, byte) => sum * 256 + byte, 0);
  return String(number % 1_000_000).padStart(6, "0");
}
