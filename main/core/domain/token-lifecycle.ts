import type { RegistrationState } from "../../../preload/contract/answers.ts";
import type { Token, TokenState } from "./token.ts";

/** The events of a token. `show`: its set-up code is shown; `prove`: a code is accepted at sign-in. */
export type TokenEvent =
  | "show"
  | "start"
  | "prove"
  | "suspend"
  | "release"
  | "release-without-code"
  | "resume-issued"
  | "resume-in-use"
  | "replace";

/**
 * The life cycle of a token (登録状況 of BOP001): state × event → next state. Any other transition is a bug. A token begins
 * as `issued`; 未発行 is a customer without a token. 利用停止 is ended by staff alone, who unlock the token or release it
 * without a code.
 */
export const lifecycle: Readonly<
  Record<TokenState, Readonly<Partial<Record<TokenEvent, TokenState>>>>
> = {
  issued: {
    show: "issued",
    start: "in-use",
    suspend: "suspended",
    release: "released",
    "release-without-code": "released",
    replace: "replaced",
  },
  "in-use": {
    prove: "in-use",
    suspend: "suspended",
    release: "released",
    "release-without-code": "released",
  },
  suspended: {
    "resume-issued": "issued",
    "resume-in-use": "in-use",
    "release-without-code": "released",
  },
  released: {},
  replaced: {},
};

/** Whether `event` may happen to `token` now. */
export function allows(token: Token, event: TokenEvent): boolean {
  return lifecycle[token.state][event] !== undefined;
}

/** 登録状況. A replaced token counts as no token. */
export function registrationOf(token: Token | null): RegistrationState {
  return token === null || token.state === "replaced" ? "unissued" : token.state;
}

/** Whether the token is live, from issue until release: as long as トークン情報 is on BOP001. */
export function isLive(token: Token | null): token is Token {
  return token !== null && token.state !== "released" && token.state !== "replaced";
}

/** トークン発行済: `sealedSecret` must have been sealed for `userId`. */
export function issued(
  token: Pick<
    Token,
    "userId" | "customerId" | "mailAddress" | "startPasswordHash" | "sealedSecret"
  >,
  now: number,
): Token {
  return {
    ...token,
    state: "issued",
    issuedAt: now,
    setupFrom: now,
    startedAt: null,
    releasedAt: null,
    lastStep: null,
    burntSteps: [],
    setupShowings: 0,
  };
}

/** Counts another showing of the set-up code; it is counted before the secret is opened. */
export function shown(token: Token): Token {
  return { ...moved(token, "show"), setupShowings: token.setupShowings + 1 };
}

/** 利用中, by the code of `step`, which becomes used; the 利用開始パスワード is not needed any more and is deleted. */
export function started(token: Token, now: number, step: number): Token {
  return { ...moved(token, "start"), startPasswordHash: "", startedAt: now, lastStep: step };
}

/** A sign-in by the code of `step`, which becomes used. */
export function proven(token: Token, step: number): Token {
  return { ...moved(token, "prove"), lastStep: step };
}

/** 利用停止; the secret is retained, as staff may unlock the token. */
export function suspended(token: Token): Token {
  return moved(token, "suspend");
}

/** From 利用停止 back into the former state: 利用中 if the token was ever started. */
export function resumed(token: Token): Token {
  return moved(token, token.startedAt === null ? "resume-issued" : "resume-in-use");
}

/** The set-up code may be shown again from `now` on, as often as after the issue. */
export function allowedAgain(token: Token, now: number): Token {
  return { ...moved(token, "show"), setupFrom: now, setupShowings: 0 };
}

/** 利用解除済 by the code of `step`; the secret is destroyed. */
export function released(token: Token, now: number, step: number): Token {
  return { ...ended(moved(token, "release"), now), lastStep: step };
}

/** 利用解除済 by staff or by the bank (解約) without a code; the secret is destroyed. */
export function releasedByStaff(token: Token, now: number): Token {
  return ended(moved(token, "release-without-code"), now);
}

/** Issued again before it was ever started; the secret and the 利用開始パスワード are destroyed. */
export function replaced(token: Token): Token {
  return { ...moved(token, "replace"), startPasswordHash: "", sealedSecret: null };
}

function ended(token: Token, now: number): Token {
  return { ...token, releasedAt: now, startPasswordHash: "", sealedSecret: null };
}

function moved(token: Token, event: TokenEvent): Token {
  const state = lifecycle[token.state][event];
  if (state === undefined) throw new Error(`A token that is ${token.state} can't ${event}`);
  return { ...token, state };
}
