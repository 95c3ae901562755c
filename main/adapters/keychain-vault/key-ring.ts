import { createHash, hkdfSync } from "node:crypto";
import type { KnownKey } from "../../core/ports/keys.ts";
import { ed25519Signer, fingerprintOf } from "../ed25519.ts";

/** In bytes; the same for AES-256, HMAC-SHA-256 and Ed25519. */
export const keyLength = 32;

/** A key under which token secrets are sealed. */
export interface SealingKey {
  readonly id: string;
  readonly key: Uint8Array;
  /** Epoch milliseconds; null: the key is older than the record of this time. */
  readonly since: number | null;
}

/** All keys of one registry. The keys besides `sealing` never change, so that all proofs made by them stay valid. */
export interface KeyRing {
  /** Hex SHA-256 of the ring's first key: a registry recognises its ring by it, also after that key was deleted. */
  readonly identity: string;
  readonly since: number | null;
  readonly journal: Uint8Array;
  readonly backup: Uint8Array;
  /** The seed of the Ed25519 key. */
  readonly signature: Uint8Array;
  /** Oldest first; never empty. */
  readonly sealing: readonly [SealingKey, ...SealingKey[]];
  /** Whether secrets of v1, which the first key seals, are still opened. */
  readonly opensFormer: boolean;
}

/** The ring that begins with the 32 bytes of `first`. */
export function ringOf(first: Uint8Array, since: number | null): KeyRing {
  // RFC 5869, without salt, as the first key is random. Each use has a key of its own, so that no MAC reveals anything
  // of a sealed secret and no proof of one use passes for one of another.
  const derived = (use: string) => new Uint8Array(hkdfSync("sha256", first, "", use, keyLength));
  return {
    identity: createHash("sha256").update(first).digest("hex"),
    since,
    journal: derived("journal"),
    backup: derived("backup"),
    signature: derived("journal signature"),
    sealing: [sealingKey(first, since)],
    opensFormer: false,
  };
}

/** `key` with its id: the beginning of its SHA-256, which reveals nothing of 256 random bits. */
export function sealingKey(key: Uint8Array, since: number | null): SealingKey {
  return { id: idOf(createHash("sha256").update(key).digest("hex")), key, since };
}

/** The id of the key with the fingerprint `hex`. */
export function idOf(hex: string): string {
  return hex.slice(0, 16);
}

/** The newest key of token secrets. */
export function newestOf({ sealing }: KeyRing): SealingKey {
  return sealing.at(-1) ?? sealing[0];
}

/** The facts of the keys that may be shown, in the order of the port. */
export function knownKeys(ring: KeyRing): readonly KnownKey[] {
  const { since } = ring;
  const hashed = (key: Uint8Array) => sealingKey(key, since).id;
  // The signing key's id is the beginning of the fingerprint that `journal key` prints.
  const signer = fingerprintOf(ed25519Signer(ring.signature).publicKey());
  return [
    ...ring.sealing.map((key) => knownKey(key)),
    { id: hashed(ring.journal), since, purpose: "journal" },
    { id: hashed(ring.backup), since, purpose: "backups" },
    { id: idOf(signer), since, purpose: "bundles" },
  ];
}

export function knownKey({ id, since }: SealingKey): KnownKey {
  return { id, since, purpose: "token-secrets" };
}

/**
 * The ring as a text: JSON with keys in base64. Even with more keys than a ring ever has, it is smaller than the 2,560
 * bytes of an item in Windows' Credential Manager.
 */
export function ringText(ring: KeyRing): string {
  const base64 = (key: Uint8Array) => Buffer.from(key).toString("base64");
  return JSON.stringify({
    ring: 1,
    identity: ring.identity,
    since: ring.since,
    journal: base64(ring.journal),
    backup: base64(ring.backup),
    signature: base64(ring.signature),
    sealing: ring.sealing.map(({ key, since }) => ({ key: base64(key), since })),
  });
}

/**
 * Reads a ring's text; null: the text is no ring. A lone key in base64 is the form before there were rings: it becomes
 * a ring of that one key, and its registry may have secrets of v1.
 */
export function ringFrom(text: string): KeyRing | null {
  if (!text.startsWith("{")) {
    const first = keyFrom(text);
    return first === null ? null : { ...ringOf(first, null), opensFormer: true };
  }
  try {
    return ringFromFields(JSON.parse(text) as Fields);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

type Fields = Readonly<Record<string, unknown>>;

function ringFromFields(fields: Fields): KeyRing | null {
  const { ring, identity, since, sealing } = fields;
  const [journal, backup, signature] = ["journal", "backup", "signature"].map((name) =>
    keyFrom(fields[name]),
  );
  if (ring !== 1 || typeof identity !== "string" || !/^[0-9a-f]{64}$/.test(identity)) return null;
  if (!journal || !backup || !signature || !Array.isArray(sealing)) return null;
  const keys = (sealing as readonly Fields[]).map((each) => {
    const key = keyFrom(each["key"]);
    return key && sealingKey(key, timeFrom(each["since"]));
  });
  const [first, ...others] = keys.filter((key) => key !== null);
  if (first === undefined || others.length + 1 < keys.length) return null;
  const same = { identity, since: timeFrom(since), journal, backup, signature };
  return { ...same, sealing: [first, ...others], opensFormer: false };
}

function keyFrom(value: unknown): Uint8Array | null {
  const bytes = Buffer.from(typeof value === "string" ? value : "", "base64");
  return bytes.length === keyLength ? new Uint8Array(bytes) : null;
}

function timeFrom(value: unknown): number | null {
  return typeof value === "number" ? value : null;
}
