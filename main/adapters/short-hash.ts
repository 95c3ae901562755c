import { createHash } from "node:crypto";

/** 16 hex digits of `text`'s SHA-256: a short name for a path that fits into any other name. */
export function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
