import { computed, onScopeDispose, shallowReactive } from "vue";
import type { ComputedRef } from "vue";
import type { Verb } from "../../preload/contract/channels.ts";
import type { Answer, KioskBridge } from "../../preload/contract/operations.ts";
import type { UnexpectedRefusal } from "../../preload/contract/refusals.ts";
import type { Request } from "../../preload/contract/requests.ts";
import type { Refused } from "../../preload/contract/result.ts";
import { kiosk } from "../bridge.ts";

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

/** One verb of the bridge for one component. */
export interface VerbRequest<V extends Verb> {
  /** A request is under way. */
  readonly busy: ComputedRef<boolean>;
  /** Sends one request, as {@link oneRequest} does. */
  send(request: Request<V>): Promise<Answer<V> | null>;
}

/**
 * A request whose answer no other screen needs: nothing of it is stored. The answer to a component that is gone is
 * dropped.
 */
export function useRequest<V extends Verb>(verb: V): VerbRequest<V> {
  const state = shallowReactive<Pending>({ pending: null });
  onScopeDispose(() => {
    state.pending = null;
  });
  const call: KioskBridge[V] = kiosk[verb];
  return {
    busy: computed(() => state.pending !== null),
    send: (request) => oneRequest(state, () => call(request)),
  };
}
