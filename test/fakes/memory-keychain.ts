import type { Keychain } from "../../main/adapters/keychain-vault/keytar-keychain.ts";
import { ok } from "../../preload/contract/result.ts";

/** A keychain that opens, with one item or none. */
export function memoryKeychain(
  item: string | null,
): Keychain & { readonly item: () => string | null } {
  let kept = item;
  return {
    item: () => kept,
    read: async () => ok(kept),
    write: async (value) => {
      kept = value;
      return ok(null);
    },
  };
}
