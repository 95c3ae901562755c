import type { Verb } from "../../preload/contract/channels.ts";
import type { Answer } from "../../preload/contract/operations.ts";
import type { Request } from "../../preload/contract/requests.ts";
import type { Operations } from "./operations/operation.ts";

/** Answers one request that has passed the contract's schema. A throw is a bug. */
export type Handle = <V extends Verb>(verb: V, request: Request<V>) => Promise<Answer<V>>;

/**
 * Code around every operation: it may answer instead of the operation, or turn an error of the operation into an
 * answer.
 */
export type Middleware = <V extends Verb>(
  verb: V,
  next: () => Promise<Answer<V>>,
) => Promise<Answer<V>>;

/**
 * The only entry to the use cases of one kiosk: each request passes `middlewares`, the first one outermost, and then
 * runs its operation once. A request needs no context of its own, as sessions belong to the kiosk of this handle. A
 * kiosk that can't serve has few operations; its middleware refuses the other verbs.
 */
export function makeHandle(
  operations: Partial<Operations>,
  middlewares: readonly Middleware[],
): Handle {
  return <V extends Verb>(verb: V, request: Request<V>): Promise<Answer<V>> => {
    const operate = async (): Promise<Answer<V>> => {
      const operation: Operations[V] | undefined = operations[verb];
      if (operation === undefined) throw new Error(`This kiosk has no operation ${verb}`);
      return operation(request);
    };
    const all = middlewares.reduceRight(
      (next, middleware) => () => middleware(verb, next),
      operate,
    );
    return all();
  };
}
