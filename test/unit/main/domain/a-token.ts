import type { Token, TokenState } from "../../../../main/core/domain/token.ts";

/** Epoch milliseconds of an hour in Japan: `tokyo("2026-04-01 23:59:59")`. */
export function tokyo(time: string): number {
  return Date.parse(`${time.replace(" ", "T")}+09:00`);
}

export const issueTime = tokyo("2026-04-01 10:00:00");

/** A token as the life cycle leaves it in `state`, with `differences`. */
export function aToken(state: TokenState, differences: Partial<Token> = {}): Token {
  const wasStarted = state === "in-use" || state === "released";
  return {
    userId: "999800000001",
    customerId: "customer",
    state,
    mailAddress: "taro@data-bank.co.jp",
    startPasswordHash: "hash",
    sealedSecret: state === "released" || state === "replaced" ? null : new Uint8Array([1]),
    issuedAt: issueTime,
    setupFrom: issueTime,
    startedAt: wasStarted ? issueTime + 60_000 : null,
    releasedAt: state === "released" ? issueTime + 120_000 : null,
    lastStep: wasStarted ? 1 : null,
    burntSteps: [],
    setupShowings: 0,
    ...differences,
  };
}

export const allStates: readonly TokenState[] = [
  "issued",
  "in-use",
  "suspended",
  "released",
  "replaced",
];
