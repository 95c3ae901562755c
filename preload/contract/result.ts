/**
 * The answer of every verb, and the result of every rule that can refuse: a plain value that survives structured
 * cloning. An expected failure is a refusal; a throw is a bug.
 */
export type Result<Value, Refusal> = Ok<Value> | Refused<Refusal>;

export interface Ok<Value> {
  readonly ok: true;
  readonly value: Value;
}

export interface Refused<Refusal> {
  readonly ok: false;
  readonly refusal: Refusal;
}

/** Wraps a success. */
export function ok<Value>(value: Value): Ok<Value> {
  return { ok: true, value };
}

/** Wraps an expected failure; `refusal` carries its code and the facts for its words. */
export function refused<const Refusal>(refusal: Refusal): Refused<Refusal> {
  return { ok: false, refusal };
}
