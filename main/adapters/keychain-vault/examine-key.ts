import type { ExamineKey } from "../../core/ports/health.ts";
import type { Random } from "../../core/ports/cryptography.ts";
import { keyringForm } from "./keyring-file.ts";
import { keytarKeychain } from "./keytar-keychain.ts";
import { openKeys } from "./open-keys.ts";

/**
 * Examines the keys of the keychain's service `service`; see the port. `timeoutMs`: how long the keychain may take to
 * answer.
 */
export function keyExamination(
  { service, timeoutMs }: { readonly service: string; readonly timeoutMs: number },
  random: Random,
): ExamineKey {
  const keychain = keytarKeychain(service, "master-key", timeoutMs);
  return async (fingerprint) => {
    if (fingerprint === null) {
      // `openKeys` would make a key where there is none.
      const item = await keychain.read();
      if (!item.ok) return { state: item.refusal, proofs: null };
      return { state: item.value === null ? "no-key-yet" : "key-unproven", proofs: null };
    }
    const opened = await openKeys({ keychain, fingerprint, random, at: 0 });
    if (!opened.ok) return { state: opened.refusal, proofs: null };
    const isPlain = (await keyringForm(timeoutMs)) === "plain";
    return { state: isPlain ? "no-password" : "well", proofs: opened.value.proofs };
  };
}
