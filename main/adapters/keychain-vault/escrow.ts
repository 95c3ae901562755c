import { createHash } from "node:crypto";
import { ok, refused } from "../../../preload/contract/result.ts";
import type { Result } from "../../../preload/contract/result.ts";
import { nonceLength } from "../../core/domain/sealed-secret.ts";
import type { Random } from "../../core/ports/cryptography.ts";
import { keyFromPassphrase, saltLength } from "../argon2-password-hasher.ts";
import { decrypted, encrypted } from "./aes-gcm-vault.ts";
import { ringFrom, ringText } from "./key-ring.ts";
import type { KeyRing } from "./key-ring.ts";

/** Why an escrow gives no keys. */
export type EscrowRefusal =
  "escrow-none" | "escrow-newer" | "escrow-damaged" | "escrow-passphrase-wrong";

const form = "otp-kiosk-escrow 1";
/** An escrow has a few hundred bytes; a file that is far larger is none. */
export const longestEscrow = 100_000;

/**
 * The ring as a file for another machine: AES-256-GCM under a key that Argon2id derives from the passphrase, bound to
 * all lines before it. Lines: form; time of making; ids of the keys of token secrets; salt, nonce, tag and sealed ring
 * in base64; SHA-256 of the lines before, which distinguishes damage from a wrong passphrase.
 */
export async function escrowText(
  ring: KeyRing,
  passphrase: string,
  { random, at }: { readonly random: Random; readonly at: number },
): Promise<string> {
  const [salt, nonce] = [random(saltLength), random(nonceLength)];
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64");
  const ids = ring.sealing.map(({ id }) => id);
  const head = [form, new Date(at).toISOString(), ids.join(" "), base64(salt)];
  const key = await keyFromPassphrase(passphrase, salt);
  const sealed = encrypted(key, nonce, head.join("\n"), Buffer.from(ringText(ring), "utf8"));
  const lines = [...head, ...[nonce, sealed.tag, sealed.text].map(base64)];
  return [...lines, digestOf(lines), ""].join("\n");
}

/** Opens the ring that `text` holds. */
export async function ringFromEscrow(
  text: string,
  passphrase: string,
): Promise<Result<KeyRing, EscrowRefusal>> {
  const lines = text.replaceAll("\r\n", "\n").replace(/\n$/, "").split("\n");
  const [first = "", made = "", ids = "", ...values] = lines;
  if (!first.startsWith("otp-kiosk-escrow ")) return refused("escrow-none");
  if (first !== form) return refused(/ \d+$/.test(first) ? "escrow-newer" : "escrow-damaged");
  const [salt = "", nonce = "", tag = "", sealed = "", digest] = values;
  if (values.length !== 5 || digest !== digestOf(lines.slice(0, -1))) {
    return refused("escrow-damaged");
  }
  const bytes = (base64: string) => Buffer.from(base64, "base64");
  const key = await keyFromPassphrase(passphrase, bytes(salt));
  const parts = { nonce: bytes(nonce), tag: bytes(tag), text: bytes(sealed) };
  let opened: Uint8Array;
  try {
    opened = decrypted(key, parts, [first, made, ids, salt].join("\n"));
  } catch {
    return refused("escrow-passphrase-wrong");
  }
  const ring = ringFrom(Buffer.from(opened).toString("utf8"));
  return ring === null ? refused("escrow-damaged") : ok({ ...ring, opensFormer: false });
}

/** `ring` with the additional keys of token secrets of `other`, which has the same first key. */
export function together(ring: KeyRing, other: KeyRing): KeyRing {
  const added = other.sealing.filter(({ id }) => ring.sealing.every((key) => key.id !== id));
  const [first, ...rest] = [...ring.sealing, ...added].sort(
    (a, b) => (a.since ?? 0) - (b.since ?? 0),
  );
  return { ...ring, sealing: [first ?? ring.sealing[0], ...rest] };
}

function digestOf(lines: readonly string[]): string {
  return createHash("sha256").update(lines.join("\n"), "utf8").digest("hex");
}
