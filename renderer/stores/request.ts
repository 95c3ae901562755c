import type { UnexpectedRefusal } from "../../preload/contract/refusals.ts";
import type { Refused } from "../../preload/contract/result.ts";

/** The part of a store for {@link oneRequest}: the request that is under way, if any. */
export interface Pending {
  pending: symbol | null;
}

/**
 * Runs one request of a store. Answers null when another one is under way (a second press does nothing), and when the
 * store was wiped meanwhile: an answer for a customer who has gone is dropped. A failure of the bridge is answered as
 * `unexpected` without a reference, so that a screen never hangs.
 */
export async function oneRequest<Answer>(
  store: Pending,
  request: () => Promise<Answer>,
): Promise<Answer | Refused<UnexpectedRefusal> | null> {
  if (store.pending !== null) return null;
  const ticket = Symbol("request");
  store.pending = ticket;
  const answer = await request().catch((): Refused<UnexpectedRefusal> => ({
    ok: false,
    refusal: { code: "unexpected", reference: "" },
  }));
  if (store.pending !== ticket) return null;
  store.pending = null;
  return answer;
}
