import { keyIdOf } from "../../main/core/domain/sealed-secret.ts";
import type { Token } from "../../main/core/domain/token.ts";
import type { SealingRows } from "../../main/core/ports/registry.ts";

/** What the registry in memory knows of keys. */
export function memorySealing(rows: {
  sealingKey: string | null;
  readonly tokens: ReadonlyMap<string, Token>;
}): Omit<SealingRows, "masterKeyFingerprint" | "recordMasterKey"> {
  const sealed = () =>
    [...rows.tokens.values()]
      .sort((a, b) => (a.userId < b.userId ? -1 : 1))
      .flatMap((token) =>
        token.sealedSecret === null ? [] : [{ token, keyId: keyIdOf(token.sealedSecret) }],
      );
  return {
    registryId: async () => "registry",
    sealingKey: async () => rows.sealingKey,
    setSealingKey: async (keyId) => {
      rows.sealingKey = keyId;
    },
    sealedSecrets: async () =>
      [...Map.groupBy(sealed(), ({ keyId }) => keyId)].map(([keyId, { length }]) => ({
        keyId,
        rows: length,
      })),
    // Nobody changes them behind the port's back, so there is nothing to seal.
    sealRecords: async () => null,
    sealedOtherwise: async (keyId, after, limit) =>
      sealed()
        .filter((each) => each.keyId !== keyId && each.token.userId > after)
        .slice(0, limit)
        .map(({ token }) => structuredClone(token)),
  };
}
