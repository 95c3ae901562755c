import { createHash, createHmac } from "node:crypto";
import type { Hash } from "../core/ports/cryptography.ts";
import type { KeyObject } from "node:crypto";
import type { Mac } from "../core/domain/journal-chain.ts";

export const sha256: Hash = (text) => createHash("sha256").update(text, "utf8").digest("hex");

/** 16 hex digits of `text`'s SHA-256: a short name for a path that fits into any other name. */
export function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}

/** Hex HMAC-SHA-256 (RFC 2104) of a text in UTF-8 under `key`. */
export function hmacUnder(key: KeyObject): Mac {
  return (text) => createHmac("sha256", key).update(text, "utf8").digest("hex");
}
