import { createRequire } from "node:module";

type Keytar = typeof import("keytar");

let loaded: Keytar | null = null;
let failure: Error | null = null;

/**
 * keytar; null where it can't be loaded, as without libsecret. By `require`: it is CommonJS around a native addon, which
 * then is found the same way in the bundle, in Electron's archive and without either. What failed is tried again.
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

/** Why keytar couldn't be loaded, the last time that it was tried; null: it could, or nobody has tried yet. */
export function keytarFailure(): Error | null {
  return failure;
}
