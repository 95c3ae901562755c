import type { ChainFault, JournalAnchor, Older } from "../../domain/journal-chain.ts";
import { bundleWriter } from "../../domain/journal-bundle.ts";
import type { Days } from "../../domain/journal-search.ts";
import type { Hash } from "../../ports/cryptography.ts";
import type { JournalReader } from "../../ports/journal-reader.ts";
import type { Vault } from "../../ports/vault.ts";
import type { Append } from "../../ports/files.ts";
import { refused } from "../../../../preload/contract/result.ts";
import type { Result } from "../../../../preload/contract/result.ts";
import { chosenRows, takeRows } from "./bundled-rows.ts";

/** The maker and the time (epoch milliseconds) of a bundle. */
export interface BundleMaker {
  readonly vault: Pick<Vault, "mac" | "sign" | "publicKey">;
  readonly hash: Hash;
  readonly kiosk: string;
  readonly at: number;
}

/** The maker of a bundle of a journal of one chain. */
export interface BundleParts extends BundleMaker {
  readonly journal: JournalReader;
  /** The anchor, read before the journal; null: there is none, or it was compared already. */
  readonly anchor: JournalAnchor | null;
}

/** Writes a bundle of the journal's present rows of these days; answers their number. */
export async function writeJournalBundle(
  parts: BundleParts,
  days: Days,
  append: Append,
): Promise<Result<number, ChainFault | Older>> {
  const { journal, vault, hash, anchor, kiosk, at } = parts;
  const chain = { journal, mac: vault.mac };
  const chosen = await chosenRows(chain, days);
  if (!chosen.ok) return chosen;
  const missing = (anchor?.count ?? 0) - chosen.value.head.count;
  if (missing > 0) return refused({ missing });

  const writer = bundleWriter(hash);
  const made = { kiosk, at, ...days, publicKey: vault.publicKey() };
  await append(writer.header({ ...made, ...chosen.value }));
  const taken = await takeRows(chain, chosen.value, anchor, async (row) => {
    await append(writer.row(row));
  });
  if (!taken.ok) return taken;
  await append(writer.signature(vault.sign));
  return taken;
}
