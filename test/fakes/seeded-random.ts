import { createHash } from "node:crypto";
import type { Random } from "../../main/core/ports/cryptography.ts";

/** A generator that gives the same bytes for the same seed, and others at every call. */
export function seededRandom(seed = 1): Random {
  let block = 0;
  return (byteLength) => {
    const bytes: Buffer[] = [];
    for (let have = 0; have < byteLength; have += 32) {
      block += 1;
      bytes.push(
        createHash("sha256")
          .update(`${String(seed)}/${String(block)}`)
          .digest(),
      );
    }
    return new Uint8Array(Buffer.concat(bytes).subarray(0, byteLength));
  };
}
