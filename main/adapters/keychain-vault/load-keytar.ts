import { createRequire } from "node:module";

type Keytar = typeof import("keytar");

let loaded: Keytar | null = null;
let failure: Error | null = null;

/**
 * Loads keytar; null where that fails, as without libsecret. It is loaded by `require`, because it is CommonJS around a
 * native addon and is found in the same way in the bundle, in Electron's archive and without either. After a failure
 * the next call tries again.
 */
export function loadKeytar(): Keytar | null {
  if (loaded !== null) return loaded;
  try {
    loaded = createRequire(import.meta.url)("keytar") as Keytar;
    failure = null;
  } catch (error) {
    failure = error instanceof Error ? error : new Error(typeof error);
  }
  return loaded;
}

/** Why the last attempt to load keytar failed; null: it succeeded, or there was no attempt yet. */
export function keytarFailure(): Error | null {
  return failure;
}
