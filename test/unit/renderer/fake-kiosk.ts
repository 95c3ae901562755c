import type { Verb } from "../../../preload/contract/channels.ts";
import { verbs } from "../../../preload/contract/channels.ts";
import type { TokenStatus } from "../../../preload/contract/answers.ts";
import type {
  Answer,
  Answers,
  KioskBridge,
  Refusals,
} from "../../../preload/contract/operations.ts";
import type { Request } from "../../../preload/contract/requests.ts";

export { profile } from "../../fakes/profile.ts";

/** Stands where the preload would put the bridge; import it before anything of the renderer. */

interface Call {
  readonly verb: Verb;
  readonly request: unknown;
}

type Handlers = { [V in Verb]?: (request: Request<V>) => Promise<Answer<V>> };

/** Every request made since {@link resetKiosk}. */
export const calls: Call[] = [];
let handlers: Handlers = {};

function serve<V extends Verb>(verb: V): KioskBridge[V] {
  return ((request: Request<V>) => {
    calls.push({ verb, request });
    const handler = handlers[verb];
    if (handler === undefined) throw new Error(`no answer prepared for ${verb}`);
    return handler(request);
  }) as KioskBridge[V];
}

const bridge = Object.fromEntries(verbs.map((verb) => [verb, serve(verb)]));
Object.defineProperty(window, "kiosk", { value: bridge, configurable: true });

export function resetKiosk(): void {
  calls.length = 0;
  // App tells of touches whatever the test is about.
  handlers = { prolong: () => Promise.resolve({ ok: true, value: null }) };
}

export function grant<V extends Verb>(verb: V, value: Answers[V]): void {
  respond(verb, () => Promise.resolve({ ok: true, value }));
}

export function deny<V extends Verb>(verb: V, refusal: Refusals[V]): void {
  respond(verb, () => Promise.resolve({ ok: false, refusal }));
}

export function respond<V extends Verb>(
  verb: V,
  handler: (request: Request<V>) => Promise<Answer<V>>,
): void {
  Object.assign(handlers, { [verb]: handler });
}

export const issuedStatus: TokenStatus = {
  registration: "issued",
  token: { serviceId: "10112231", userId: "999800000001" },
  issue: { available: true },
  start: { available: true },
  release: { available: true },
  setupCode: { available: true, showingsLeft: 3 },
};

export const releasedStatus: TokenStatus = {
  registration: "released",
  token: null,
  issue: { available: false, reason: "reissue-waits", from: "2026-11-23" },
  start: { available: false, reason: "already-released" },
  release: { available: false, reason: "already-released" },
  setupCode: { available: false, reason: "not-issued" },
};
