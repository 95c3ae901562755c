import { ok, refused } from "../../../preload/contract/result.ts";
import type { Result } from "../../../preload/contract/result.ts";
import { BrokenRecord, RegistryBusy } from "../../core/domain/registry-errors.ts";
import { journalBroken } from "../../core/middleware/answer-faults.ts";
import { makeVerify } from "../../core/operations/verifier/verify.ts";
import type { Verdict, Verification } from "../../core/operations/verifier/verify.ts";
import { Overtaken } from "../../registry/postgresql/unit-of-work.ts";
import { identityError } from "../identity-error.ts";
import type { ServeParts } from "../serve-verb.ts";
import type { VerifierError } from "./verify-message.ts";

/**
 * Verifies a code for a relying system, once for each request's number. `fingerprint`: of its certificate; null: it is a
 * program on this machine that came in by loopback. Rejects with what the database's driver throws.
 */
export type ServeVerification = (
  fingerprint: string | null,
  requestId: string,
  asked: Verification,
) => Promise<Result<Verdict, VerifierError>>;

/** How often a request begins again that another one with the same number has overtaken. */
const attempts = 5;
/** The name and the identity of programs on this machine. */
const loopback = "loopback";

/** What is remembered of a request: its answer, and to what question. */
interface Remembered {
  readonly of: string;
  readonly verdict: Verdict;
}

export function makeServeVerification(parts: ServeParts): ServeVerification {
  return async (fingerprint, requestId, asked) => {
    for (let left = attempts; ; left -= 1) {
      try {
        return await verifyOnce(parts, fingerprint, requestId, asked);
      } catch (error) {
        if (error instanceof Overtaken && left > 1) continue;
        if (error instanceof Overtaken || error instanceof RegistryBusy) return refused("busy");
        if (!(error instanceof BrokenRecord)) throw error;
        parts.log.info("record-broken", { verb: "verify" });
        await journalBroken(parts.registry.registry, error, Date.now());
        return refused("record-broken");
      }
    }
  };
}

async function verifyOnce(
  { registry, documents, core, now }: ServeParts,
  fingerprint: string | null,
  requestId: string,
  asked: Verification,
): Promise<Result<Verdict, VerifierError>> {
  const begunAt = now();
  const caller = fingerprint ?? loopback;
  const begun = await registry.begin(caller, requestId);
  const error = fingerprint === null ? null : identityError(begun.identity, begun.at);
  if (error !== null) return refused(error);
  if (fingerprint !== null && begun.identity?.role !== "relying") return refused("unknown");

  const owner = `verification ${caller} ${requestId}`;
  const of = core.hash(JSON.stringify([asked.of, asked.code]));
  const known = begun.answered === null ? null : documents.open(owner, begun.answered);
  if (known !== null) {
    const remembered = JSON.parse(known) as Remembered;
    return remembered.of === of ? ok(remembered.verdict) : refused("request-id-reused");
  }

  const name = begun.identity?.name ?? loopback;
  const unit = registry.unit({ fingerprint: caller, id: requestId, at: begun.at }, null, name);
  try {
    const { vault, oneTimePasswords, config } = core;
    const verify = makeVerify({
      ...{ registry: unit.registry, vault, oneTimePasswords, config },
      clock: () => begun.at + Math.round(now() - begunAt),
    });
    const verdict = await verify(asked);
    const remembered: Remembered = { of, verdict };
    await unit.finish({
      document: null,
      answer: documents.seal(owner, JSON.stringify(remembered)),
    });
    return ok(verdict);
  } finally {
    await unit.abandon();
  }
}
