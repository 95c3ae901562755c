import { hkdfSync } from "node:crypto";
import { nonceLength, tagLength } from "../../core/domain/sealed-secret.ts";
import type { Random } from "../../core/ports/cryptography.ts";
import { decrypted, encrypted } from "./aes-gcm-vault.ts";
import { keyLength } from "./key-ring.ts";
import type { KeyRing } from "./key-ring.ts";

/** Seals texts that a service keeps in its database between requests, such as sessions with mail addresses. */
export interface DocumentSeal {
  /** Base64, bound to `owner`. */
  seal(owner: string, text: string): string;
  /** null: it was changed, belongs to another owner, or was sealed under another ring. */
  open(owner: string, sealed: string): string | null;
}

/**
 * AES-256-GCM under a key of its own, which is derived (RFC 5869) from the ring's key for the journal and stays the same
 * through rotations: the documents live for minutes. Nonce, tag and text in this order.
 */
export function documentSeal(ring: Pick<KeyRing, "journal">, random: Random): DocumentSeal {
  const key = new Uint8Array(hkdfSync("sha256", ring.journal, "", "service documents", keyLength));
  return {
    seal(owner, text) {
      const nonce = random(nonceLength);
      const sealed = encrypted(key, nonce, owner, Buffer.from(text, "utf8"));
      return Buffer.concat([nonce, sealed.tag, sealed.text]).toString("base64");
    },
    open(owner, sealed) {
      const bytes = Buffer.from(sealed, "base64");
      const textAt = nonceLength + tagLength;
      const nonce = bytes.subarray(0, nonceLength);
      const tag = bytes.subarray(nonceLength, textAt);
      try {
        const text = decrypted(key, { nonce, tag, text: bytes.subarray(textAt) }, owner);
        return Buffer.from(text).toString("utf8");
      } catch {
        return null;
      }
    },
  };
}
