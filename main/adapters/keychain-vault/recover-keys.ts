import { ok, refused } from "../../../preload/contract/result.ts";
import type { Result } from "../../../preload/contract/result.ts";
import type { KeysFault, KnownKey } from "../../core/ports/keys.ts";
import { ringFromEscrow, together } from "./escrow.ts";
import type { EscrowRefusal } from "./escrow.ts";
import { knownKeys } from "./key-ring.ts";
import { readRing, writeRing } from "./keychain-keys.ts";
import type { Keychain } from "./keytar-keychain.ts";

/** `recover-other-registry`: the escrow is of another registry. `recover-other-keys`: the keychain has other keys. */
export type RecoverRefusal =
  EscrowRefusal | KeysFault | "recover-other-registry" | "recover-other-keys";

/**
 * Writes the keys of an escrow into a keychain that has none, or that has some of the same ring: then it gets the keys
 * that it lacks, such as those of a later rotation. `fingerprint`: the registry's, null where there is none. Answers
 * all keys that the keychain then has.
 */
export async function recoverKeys(
  keychain: Keychain,
  given: {
    readonly escrow: string;
    readonly passphrase: string;
    readonly fingerprint: string | null;
  },
): Promise<Result<readonly KnownKey[], RecoverRefusal>> {
  const opened = await ringFromEscrow(given.escrow, given.passphrase);
  if (!opened.ok) return opened;
  const ring = opened.value;
  if ((given.fingerprint ?? ring.identity) !== ring.identity) {
    return refused("recover-other-registry");
  }
  const present = await readRing(keychain, ring.identity);
  if (!present.ok && present.refusal === "keychain-key-different")
    return refused("recover-other-keys");
  if (!present.ok && present.refusal !== "keychain-key-missing") return present;
  const all = present.ok ? together(present.value, ring) : ring;
  if (present.ok && all.sealing.length === present.value.sealing.length) return ok(knownKeys(all));
  const written = await writeRing(keychain, all);
  return written.ok ? ok(knownKeys(all)) : written;
}
