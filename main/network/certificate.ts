import { X509Certificate, createHash } from "node:crypto";

/** A self-signed certificate and its private key, both PEM. */
export interface KeyPair {
  readonly certificate: string;
  readonly privateKey: string;
}

const dayMs = 86_400_000;
/** A certificate is valid from a day before it was made, as the other side's clock may be behind. */
const beforeMs = dayMs;

/**
 * Makes a P-256 key pair and its self-signed certificate, which both sides of the network are known by. `name`: its
 * common name, for people who look at it; nothing is decided by it. `at`: now, epoch milliseconds.
 */
export async function makeKeyPair(name: string, at: number, validDays: number): Promise<KeyPair> {
  const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
  const keys = await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const privateKey = pem("PRIVATE KEY", await crypto.subtle.exportKey("pkcs8", keys.privateKey));
  return { certificate: await certificateOf(keys, name, at, validDays), privateKey };
}

async function certificateOf(
  keys: CryptoKeyPair,
  name: string,
  at: number,
  validDays: number,
): Promise<string> {
  // The library is loaded where a certificate is made, once in a machine's life; it wants the polyfill first.
  await import("reflect-metadata");
  const { KeyUsageFlags, KeyUsagesExtension, X509CertificateGenerator } =
    await import("@peculiar/x509");
  const made = await X509CertificateGenerator.createSelfSigned({
    name: [{ CN: [name] }],
    notBefore: new Date(at - beforeMs),
    notAfter: new Date(at + validDays * dayMs),
    signingAlgorithm: { name: "ECDSA", hash: "SHA-256" },
    keys,
    // Without any, the library writes an empty list of extensions, which RFC 5280 §4.1 doesn't allow.
    extensions: [new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true)],
  });
  return `${made.toString("pem")}\n`;
}

/** The facts of a certificate by which the other side is known. */
export interface Identified {
  /** Hex SHA-256 of the SubjectPublicKeyInfo. */
  readonly fingerprint: string;
  /** Epoch milliseconds. */
  readonly notAfter: number;
}

/** Reads a certificate in PEM or DER; null: it is none, or its key isn't of P-256. */
export function identified(certificate: string | Uint8Array): Identified | null {
  let read: X509Certificate;
  try {
    read = new X509Certificate(certificate);
  } catch {
    return null;
  }
  const { publicKey } = read;
  if (publicKey.asymmetricKeyDetails?.namedCurve !== "prime256v1") return null;
  const info = publicKey.export({ type: "spki", format: "der" });
  return {
    fingerprint: createHash("sha256").update(info).digest("hex"),
    notAfter: read.validToDate.getTime(),
  };
}

function pem(label: string, der: ArrayBuffer): string {
  const lines =
    Buffer.from(der)
      .toString("base64")
      .match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ""].join("\n");
}
