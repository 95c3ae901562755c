import type { Result } from "../../preload/contract/result.ts";
import { sha256 } from "../adapters/hashes.ts";
import { writeNewFile } from "../adapters/write-new-file.ts";
import type { Days } from "../core/domain/journal-search.ts";
import { journalledExport } from "../core/operations/upkeep/journalled-export.ts";
import { writeChainsBundle } from "../core/operations/upkeep/write-chains-bundle.ts";
import type { BrokenChain } from "../core/operations/upkeep/write-chains-bundle.ts";
import { networkChains } from "../service/network-chains.ts";
import type { ServiceStores } from "./service-stores.ts";

type FileRefusal = "file-exists" | "file-unwritable";

/** Writes a bundle of these days of the bank's journal to `path`, which is journalled. Answers the number of rows. */
export function bundleBank(
  { network, registry, vault, seal, clock }: ServiceStores,
  days: Days,
  path: string,
): Promise<Result<number, FileRefusal | (BrokenChain & { readonly code: "journal-broken" })>> {
  const at = clock();
  const event = { at, customerId: null, action: "bundle-journal" } as const;
  const chains = networkChains(network, vault.mac);
  const made = { chains, vault, hash: sha256, kiosk: seal.kiosk, at };
  return journalledExport(registry, event, "by=command-line", () =>
    writeNewFile(path, async (append) => {
      const written = await writeChainsBundle(made, days, append);
      if (written.ok) return written;
      return { ok: false, refusal: { code: "journal-broken", ...written.refusal } } as const;
    }),
  );
}
