import type { Handle } from "../../main/core/handle.ts";
import type { Operations } from "../../main/core/operations/operation.ts";
import { verbs } from "../../preload/contract/channels.ts";

/** The verbs of `handle` as functions, as the page has them. */
export function operationsOf(handle: Handle): Operations {
  return Object.fromEntries(
    verbs.map((verb) => [verb, (request: never) => handle(verb, request)]),
  ) as unknown as Operations;
}
