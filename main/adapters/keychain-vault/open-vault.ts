import { createHash } from "node:crypto";
import { ok, refused } from "../../../preload/contract/result.ts";
import type { Result } from "../../../preload/contract/result.ts";
import type { Random } from "../../ports/random.ts";
import type { Vault } from "../../ports/vault.ts";
import { aesGcmVault } from "./aes-gcm-vault.ts";
import { keytarKeychain } from "./keytar-keychain.ts";
import type { Keychain, KeychainFault } from "./keytar-keychain.ts";

export type VaultFault = KeychainFault | "keychain-key-missing" | "keychain-key-different";

export interface OpenVault {
  readonly vault: Vault;
  /** Hex SHA-256 of the master key; the caller records it in the registry if none was. */
  readonly fingerprint: string;
}

const keyLength = 32;

/**
 * Opens the vault whose master key (256 bit, base64: a NUL would cut it) the OS keychain keeps under
 * `service`. `fingerprint` is the registry's; with one, a key is never made: it would stand where the
 * key that opens the registry's secrets may come back. Without one, a key already there is adopted, as
 * the kiosk may have died between the keychain's write and the registry's; only an open keychain
 * without the item gets a new key, which is read back before it is trusted.
 */
export async function openVault(options: {
  readonly service: string;
  readonly fingerprint: string | null;
  readonly timeoutMs: number;
  readonly random: Random;
  readonly keychain?: Keychain;
}): Promise<Result<OpenVault, VaultFault>> {
  const keychain =
    options.keychain ?? keytarKeychain(options.service, "master-key", options.timeoutMs);
  let kept = await keychain.read();
  if (!kept.ok) return kept;
  if (kept.value === null) {
    if (options.fingerprint !== null) return refused("keychain-key-missing");
    const made = Buffer.from(options.random(keyLength)).toString("base64");
    const written = await keychain.write(made);
    if (!written.ok) return written;
    kept = await keychain.read();
    if (!kept.ok) return kept;
    if (kept.value !== made) return refused("keychain-key-different");
  }
  const key = new Uint8Array(Buffer.from(kept.value, "base64"));
  const fingerprint = createHash("sha256").update(key).digest("hex");
  const expected = options.fingerprint ?? fingerprint;
  if (key.length !== keyLength || fingerprint !== expected)
    return refused("keychain-key-different");
  return ok({ vault: aesGcmVault(key, options.random), fingerprint });
}
