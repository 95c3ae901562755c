import { standingOf } from "./identity.ts";
import type { Identity, Standing } from "./identity.ts";
import type { IdentityRows } from "./identity-rows.ts";

/** A revoked machine is refused within a second: by then what is remembered of it is gone. */
const rememberedMs = 500;

/** Who may come in, as far as this service knows. */
export interface KnownIdentities {
  /** The standing of a machine; that it is approved is remembered for half a second. Rejects as the rows do. */
  standing(fingerprint: string): Promise<Standing>;
  /** The same of many, read now; what was found is remembered. */
  look(fingerprints: readonly string[]): Promise<ReadonlyMap<string, Seen>>;
}

export interface Seen {
  readonly identity: Identity | null;
  readonly standing: Standing;
  /** The database's time at the look. */
  readonly now: number;
}

/** `clock`: monotonic milliseconds. */
export function knownIdentities(rows: IdentityRows, clock: () => number): KnownIdentities {
  /** When they were last found approved. */
  const remembered = new Map<string, number>();
  const look: KnownIdentities["look"] = async (fingerprints) => {
    const at = clock();
    const { now, identities } = await rows.find(fingerprints);
    const found = new Map(identities.map((identity) => [identity.fingerprint, identity]));
    for (const [fingerprint, before] of remembered) {
      if (at - before >= rememberedMs) remembered.delete(fingerprint);
    }
    return new Map(
      fingerprints.map((fingerprint) => {
        const identity = found.get(fingerprint) ?? null;
        const seen = { identity, standing: standingOf(identity, now), now };
        // Who isn't approved is asked for again, so that an approval holds at once.
        if (seen.standing === "approved") remembered.set(fingerprint, at);
        else remembered.delete(fingerprint);
        return [fingerprint, seen];
      }),
    );
  };
  return {
    look,
    async standing(fingerprint) {
      if (clock() - (remembered.get(fingerprint) ?? -Infinity) < rememberedMs) return "approved";
      return (await look([fingerprint])).get(fingerprint)?.standing ?? "unknown";
    },
  };
}
