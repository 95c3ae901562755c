import { ok, refused } from "../../../preload/contract/result.ts";
import type { Result } from "../../../preload/contract/result.ts";
import { decrypted, derivedKey, isMac, macOf } from "./pskc-cipher.ts";
import type { Derivation } from "./pskc-cipher.ts";
import { at, base64Of, numberIn } from "./pskc-elements.ts";
import type { PskcElement } from "./pskc-elements.ts";
import { cbcNamed, hmacNamed, pbkdf2Name } from "./pskc-names.ts";
import type { MacHash } from "./pskc-names.ts";

/** What opens a file: the key that was agreed on, or the passphrase; null: only plain files are read. */
export type PskcOpener = { readonly key: Uint8Array } | { readonly passphrase: string } | null;

/**
 * Why no encrypted value of a file opens. `key-needed`, `passphrase-needed`: the file is for the other kind, or any;
 * `key-length`: the key is not the cipher's; `key-wrong`: the key or passphrase isn't the file's; `algorithm`: it uses
 * others than AES-CBC, HMAC and PBKDF2, or certificates; `derivation`: PBKDF2's parameters are missing, or absurd.
 */
export const keyFaults = [
  ...(["key-needed", "passphrase-needed", "key-length", "key-wrong"] as const),
  ...(["algorithm", "derivation"] as const),
] as const;
export type KeyFault = (typeof keyFaults)[number];

/** Why one value doesn't open, while others may. `mac-missing`: so that nobody knows whether it was changed. */
export type ValueFault = "mac-missing" | "mac-wrong" | "value";

/** More than any vendor's file has; a hostile one would keep the machine busy for hours. */
const mostIterations = 10_000_000;
const longestSalt = 1_024;

/** Opens the encrypted values of one file. */
export interface PskcKeys {
  /**
   * What stands encrypted in `element`, a Secret or another value with its ValueMAC. The MAC is always verified first:
   * without it a changed text could be told from another one by how its decryption fails.
   */
  open(element: PskcElement): Promise<Result<Uint8Array, KeyFault | ValueFault>>;
}

interface Cipher {
  readonly key: Uint8Array;
  readonly text: Uint8Array;
}

/** The keys of a file whose EncryptionKey and MACMethod these are. */
export function pskcKeys(
  encryption: PskcElement | null,
  macMethod: PskcElement | null,
  opener: PskcOpener,
): PskcKeys {
  let derived: Promise<Result<Uint8Array, KeyFault>> | null = null;
  let macKey: Promise<Result<Uint8Array, KeyFault>> | null = null;
  const encryptionKey = (): Promise<Result<Uint8Array, KeyFault>> =>
    (derived ??= openersKey(encryption, opener));

  const cipherOf = async (
    element: PskcElement | null,
  ): Promise<Result<Cipher, KeyFault | "value">> => {
    const bits = cbcNamed(at(element, "EncryptionMethod")?.attributes["Algorithm"]);
    if (bits === null) return refused("algorithm");
    const key = await encryptionKey();
    if (!key.ok) return key;
    if (key.value.length * 8 !== bits) return refused("key-length");
    const text = base64Of(at(element, "CipherData", "CipherValue"));
    return text === null ? refused("value") : ok({ key: key.value, text });
  };

  /** Without a MACKey it is the encryption key, as in files of before the RFC. */
  const openMacKey = async (): Promise<Result<Uint8Array, KeyFault>> => {
    const element = at(macMethod, "MACKey");
    if (element === null) {
      return at(macMethod, "MACKeyReference") === null ? encryptionKey() : refused("algorithm");
    }
    const cipher = await cipherOf(element);
    if (!cipher.ok)
      return cipher.refusal === "value" ? refused("key-wrong") : refused(cipher.refusal);
    const key = decrypted(cipher.value.key, cipher.value.text);
    return key === null ? refused("key-wrong") : ok(key);
  };

  return {
    async open(element) {
      const cipher = await cipherOf(at(element, "EncryptedValue"));
      if (!cipher.ok) return cipher;
      const mac = base64Of(at(element, "ValueMAC"));
      if (macMethod === null || mac === null) return refused("mac-missing");
      const hash = macHashOf(macMethod);
      if (hash === null) return refused("algorithm");
      const key = await (macKey ??= openMacKey());
      if (!key.ok) return key;
      const { text } = cipher.value;
      if (!isMac(mac, macOf(hash, key.value, text))) return refused("mac-wrong");
      const plain = decrypted(cipher.value.key, text);
      return plain === null ? refused("value") : ok(plain);
    },
  };
}

/** Some vendors give HMAC-SHA-1 the name of the namespace that the longer ones have. */
function macHashOf(macMethod: PskcElement): MacHash | null {
  const name = macMethod.attributes["Algorithm"];
  const isOther = name === "http://www.w3.org/2001/04/xmldsig-more#hmac-sha1";
  return isOther ? "sha1" : hmacNamed(name);
}

async function openersKey(
  encryption: PskcElement | null,
  opener: PskcOpener,
): Promise<Result<Uint8Array, KeyFault>> {
  if (at(encryption, "X509Data") !== null) return refused("algorithm");
  const derivedKeyElement = at(encryption, "DerivedKey");
  if (derivedKeyElement === null) {
    return opener !== null && "key" in opener ? ok(opener.key) : refused("key-needed");
  }
  if (opener === null || !("passphrase" in opener)) return refused("passphrase-needed");
  const method = at(derivedKeyElement, "KeyDerivationMethod");
  if (method?.attributes["Algorithm"] !== pbkdf2Name) return refused("algorithm");
  const parameters = derivationIn(at(method, "PBKDF2-params"));
  if (!parameters.ok) return parameters;
  return ok(await derivedKey(opener.passphrase, parameters.value));
}

function derivationIn(
  parameters: PskcElement | null,
): Result<Derivation & { readonly length: number }, KeyFault> {
  const salt = base64Of(at(parameters, "Salt", "Specified"));
  const iterations = numberIn(at(parameters, "IterationCount")?.text ?? "");
  const length = numberIn(at(parameters, "KeyLength")?.text ?? "");
  const isSound =
    salt !== null && salt.length <= longestSalt && iterations !== null && iterations > 0;
  if (!isSound || iterations > mostIterations || length === null) return refused("derivation");
  if (length !== 16 && length !== 24 && length !== 32) return refused("derivation");
  const name = at(parameters, "PRF")?.attributes["Algorithm"];
  const hash = name === undefined ? "sha1" : hmacNamed(name);
  return hash === null ? refused("algorithm") : ok({ salt, iterations, length, hash });
}
