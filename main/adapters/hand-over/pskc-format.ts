import { periodSeconds } from "../../core/domain/totp.ts";
import type { Random } from "../../core/ports/cryptography.ts";
import type { HandedToken, HandOverFormat } from "../../core/ports/hand-over.ts";
import { blockLength, derivedKey, encrypted, macLength, macOf } from "./pskc-cipher.ts";
import { cbcNames, hmacNames, namespaces, pbkdf2Name, profileNames } from "./pskc-names.ts";

/** How a file is protected: by a key that the verifier has already, with its name there, or by a passphrase. */
export type PskcProtection =
  { readonly key: Uint8Array; readonly keyName: string } | { readonly passphrase: string };

/** What differs between verifiers; a pre-shared key must have as many bits as `aes`. */
export interface PskcOptions {
  readonly protection: PskcProtection;
  readonly aes: 128 | 256;
  readonly mac: "sha1" | "sha256";
  /** The counter of a token: its last used step, as privacyIDEA wants it, the next one, as multiOTP does, or none. */
  readonly counter: "last" | "next" | "none";
  /** ASCII. */
  readonly manufacturer: string;
  readonly random: Random;
  readonly iterations?: number;
}

/** OWASP's password storage cheat sheet, for PBKDF2 with HMAC-SHA-1, which is the only one that all verifiers have. */
const usualIterations = 1_300_000;
const saltLength = 16;
/** FreeIPA asks for no passphrase, and finds no secret, where it has no name. */
const passphraseName = "Passphrase";

/**
 * PSKC (RFC 6030) in the profile that privacyIDEA, LinOTP, multiOTP and FreeIPA all read, as long as `aes` is 128 and
 * `mac` is sha1: the RFC's own prefixes, the name of the key first in EncryptionKey, the MAC's key encrypted, each
 * secret with a MAC over IV and cipher text, and neither Suite, Time nor TimeDrift. The counter isn't encrypted, as not
 * all of them decrypt one.
 */
export async function pskcFormat(options: PskcOptions): Promise<HandOverFormat> {
  const { protection, aes, mac, counter, manufacturer, random } = options;
  const { iterations = usualIterations } = options;
  const length = aes / 8;
  const salt = random(saltLength);
  const key =
    "key" in protection
      ? protection.key
      : await derivedKey(protection.passphrase, { salt, iterations, length, hash: "sha1" });
  if (key.length !== length) throw new Error("The key has another length than the cipher's");
  const macKey = random(macLength(mac));
  const sealed = (plain: Uint8Array) => encrypted(key, plain, random(blockLength));
  return {
    ...{ kind: "pskc", tellsLastStep: counter !== "none" },
    header: () => `<?xml version="1.0" encoding="UTF-8"?>
<pskc:KeyContainer Version="1.0"${declarations}>
<pskc:EncryptionKey>${
      "keyName" in protection
        ? element("ds:KeyName", protection.keyName)
        : derivation(salt, iterations, length)
    }</pskc:EncryptionKey>
<pskc:MACMethod Algorithm="${hmacNames[mac]}"><pskc:MACKey>${cipherText(cbcNames[aes], sealed(macKey))}</pskc:MACKey></pskc:MACMethod>
`,
    token({ userId, loginId, secret, lastStep }: HandedToken) {
      const text = sealed(secret);
      const step = counterOf(lastStep, counter);
      return `<pskc:KeyPackage><pskc:DeviceInfo>${element("pskc:Manufacturer", manufacturer)}${element("pskc:SerialNo", userId)}${element("pskc:UserId", loginId)}</pskc:DeviceInfo>
<pskc:Key Id="${escaped(userId)}" Algorithm="${profileNames.totp}">${element("pskc:Issuer", manufacturer)}
<pskc:AlgorithmParameters><pskc:ResponseFormat Length="6" Encoding="DECIMAL"/></pskc:AlgorithmParameters>
<pskc:Data><pskc:Secret><pskc:EncryptedValue>${cipherText(cbcNames[aes], text)}</pskc:EncryptedValue>
<pskc:ValueMAC>${base64(macOf(mac, macKey, text))}</pskc:ValueMAC></pskc:Secret>
${step === null ? "" : plainValue("Counter", step)}${plainValue("TimeInterval", periodSeconds)}</pskc:Data></pskc:Key></pskc:KeyPackage>
`;
    },
    footer: () => "</pskc:KeyContainer>\n",
  };
}

function counterOf(lastStep: number | null, which: PskcOptions["counter"]): number | null {
  if (lastStep === null || which === "none") return null;
  return which === "last" ? lastStep : lastStep + 1;
}

const declarations = Object.entries(namespaces)
  .map(([prefix, name]) => ` xmlns:${prefix}="${name}"`)
  .join("");

/** The parameters have no prefix, as in the RFC's example (figure 7), and FreeIPA finds them without one only. */
function derivation(salt: Uint8Array, iterations: number, length: number): string {
  return `<xenc11:DerivedKey><xenc11:KeyDerivationMethod Algorithm="${pbkdf2Name}"><pkcs5:PBKDF2-params><Salt><Specified>${base64(salt)}</Specified></Salt><IterationCount>${String(iterations)}</IterationCount><KeyLength>${String(length)}</KeyLength><PRF/></pkcs5:PBKDF2-params></xenc11:KeyDerivationMethod>${element("xenc11:MasterKeyName", passphraseName)}</xenc11:DerivedKey>`;
}

function cipherText(algorithm: string, text: Uint8Array): string {
  return `<xenc:EncryptionMethod Algorithm="${algorithm}"/><xenc:CipherData><xenc:CipherValue>${base64(text)}</xenc:CipherValue></xenc:CipherData>`;
}

function plainValue(name: string, value: number): string {
  return `<pskc:${name}><pskc:PlainValue>${String(value)}</pskc:PlainValue></pskc:${name}>`;
}

function element(name: string, text: string): string {
  return `<${name}>${escaped(text)}</${name}>`;
}

/** For text and for attributes in double quotes. */
function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${String(sign.charCodeAt(0))};`);
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}
