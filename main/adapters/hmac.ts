import { createHmac } from "node:crypto";
import type { KeyObject } from "node:crypto";
import type { Mac } from "../core/domain/journal-chain.ts";

/** Hex HMAC-SHA-256 (RFC 2104) of a text in UTF-8 under `key`. */
export function hmacUnder(key: KeyObject): Mac {
  return (text) => createHmac("sha256", key).update(text, "utf8").digest("hex");
}
