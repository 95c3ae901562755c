import { randomBytes } from "node:crypto";
import type { Random } from "../core/ports/cryptography.ts";

/** The system's random generator through OpenSSL or BoringSSL. */
export const systemRandom: Random = (byteLength) => new Uint8Array(randomBytes(byteLength));
