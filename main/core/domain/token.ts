/**
 * One issued token; a customer has at most one that is not `replaced`. A customer without any is 未発行.
 * Times are epoch milliseconds, steps count 60 s from the epoch (RFC 6238 §4.2).
 */
export interface Token {
  /** ユーザID of トークン情報, 12 digits, never used twice. */
  readonly userId: string;
  readonly customerId: string;
  readonly state: TokenState;
  /** Empty once it was erased, at the configured time after the token's end. */
  readonly mailAddress: string;
  /**
   * Argon2id, PHC string form. Empty once the password isn't asked for any more (started, released, replaced): it has
   * so few digits that an attacker who has the file would guess it from the hash within minutes.
   */
  readonly startPasswordHash: string;
  /** AES-256-GCM under the master key; null once the secret is destroyed (released, replaced). */
  readonly sealedSecret: Uint8Array | null;
  readonly issuedAt: number;
  /**
   * The start of the period in which the set-up code may be shown: the issue, or later where staff allowed it again.
   */
  readonly setupFrom: number;
  readonly startedAt: number | null;
  readonly releasedAt: number | null;
  /** The newest step whose code was accepted; no code at or before it is accepted again. */
  readonly lastStep: number | null;
  /** Future steps whose code a diagnosis has revealed: they aren't accepted when their time comes either. */
  readonly burntSteps: readonly number[];
  /** How often the set-up code was shown. */
  readonly setupShowings: number;
}

/** Life cycle of a token; `replaced`: issued again before it was ever started. */
export type TokenState = "issued" | "in-use" | "suspended" | "released" | "replaced";

/** The one of a customer's tokens that is not `replaced`: the live one, else the newest released one; null: 未発行. */
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
