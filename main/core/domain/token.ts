/**
 * One issued token; a customer has at most one that is not `replaced`. A customer without any is 未発行.
 * Times are epoch milliseconds, steps count 60 s from the epoch (RFC 6238 §4.2).
 */
export interface Token {
  /** ユーザID of トークン情報, 12 digits, never used twice. */
  readonly userId: string;
  readonly customerId: string;
  readonly state: TokenState;
  /** Empty once it was erased, so long after the token's end as the configuration says. */
  readonly mailAddress: string;
  /**
   * Argon2id, PHC string form. Empty once nothing asks for the password any more (started, released, replaced): of few
   * digits as it is, a hash of it is guessed within minutes by an attacker who has the file.
   */
  readonly startPasswordHash: string;
  /** AES-256-GCM under the master key; null once the secret is destroyed (released, replaced). */
  readonly sealedSecret: Uint8Array | null;
  readonly issuedAt: number;
  /** From when the set-up code may be shown for some minutes: the issue, or later where staff allowed it again. */
  readonly setupFrom: number;
  readonly startedAt: number | null;
  readonly releasedAt: number | null;
  /** The newest step whose code was accepted; no code at or before it is accepted again. */
  readonly lastStep: number | null;
  /** Steps to come whose code a diagnosis has named: not accepted when their time comes either. */
  readonly burntSteps: readonly number[];
  /** How often the set-up code was shown. */
  readonly setupShowings: number;
}

/** Life cycle of a token; `replaced`: issued again before it was ever started. */
export type TokenState = "issued" | "in-use" | "suspended" | "released" | "replaced";

/** Of one customer's tokens the one that is not `replaced`: that which lives, else the newest released one; null: 未発行. */
export function currentToken(tokens: readonly Token[]): Token | null {
  const rank = ({ state, releasedAt }: Token) =>
    state === "released" ? (releasedAt ?? 0) : Infinity;
  const [current] = tokens
    .filter(({ state }) => state !== "replaced")
    .sort((a, b) => {
      const [older, newer] = [rank(a), rank(b)];
      return older === newer ? (a.userId < b.userId ? 1 : -1) : newer - older;
    });
  return current ?? null;
}
