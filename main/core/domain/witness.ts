/*
 * Witnesses of a journal of several chains: at some time somebody with the journal's key wrote down what the heads of all
 * chains were, and signed that. A chain that is deleted as a whole, or put back with its head, shows nothing of it in
 * itself; a witness of before does.
 */

export interface Witness {
  /** Epoch milliseconds. */
  readonly at: number;
  /** JSON of `WitnessedHead`s. */
  readonly heads: string;
  /** Over `witnessText`, base64. */
  readonly signature: string;
}

/** A chain's name, its number of rows, and the MAC of the last one ("" without a row). */
export type WitnessedHead = readonly [string, number, string];

/** The text of a witness that is sealed and signed. */
export function witnessText(at: number, heads: string): string {
  return JSON.stringify(["witness", at, heads]);
}

/** The heads of a witness; null: it has another form. */
export function headsOf(text: string): readonly WitnessedHead[] | null {
  try {
    const heads: unknown = JSON.parse(text);
    return Array.isArray(heads) && heads.every(isHead) ? heads : null;
  } catch {
    return null;
  }
}

function isHead(value: unknown): value is WitnessedHead {
  if (!Array.isArray(value) || value.length !== 3) return false;
  const [chain, count, lastMac] = value as readonly unknown[];
  return typeof chain === "string" && typeof count === "number" && typeof lastMac === "string";
}

/** A row that a witness saw, and that isn't there or is another one. */
export interface Unwitnessed {
  readonly chain: string;
  readonly number: number;
}

/**
 * Compares witnesses with the chains, of which `counts` are the numbers of rows; then with their rows, as far as they are
 * there. Each call answers what it found, if anything.
 */
export interface WitnessCheck {
  witness(heads: readonly WitnessedHead[]): Unwitnessed | null;
  row(chain: string, number: number, mac: string): Unwitnessed | null;
}

export function witnessCheck(counts: ReadonlyMap<string, number>): WitnessCheck {
  const seen = new Map<string, string>();
  const keyOf = (chain: string, number: number) => `${String(number)} ${chain}`;
  return {
    witness(heads) {
      for (const [chain, number, lastMac] of heads) {
        const key = keyOf(chain, number);
        if (number > (counts.get(chain) ?? -1)) return { chain, number };
        // Two witnesses may have seen one row, and the same one.
        if ((seen.get(key) ?? lastMac) !== lastMac) return { chain, number };
        seen.set(key, lastMac);
      }
      return null;
    },
    row(chain, number, mac) {
      return (seen.get(keyOf(chain, number)) ?? mac) === mac ? null : { chain, number };
    },
  };
}
