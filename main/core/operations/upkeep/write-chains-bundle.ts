import { bundleWriter } from "../../domain/journal-bundle.ts";
import type { ChainProblem } from "../../domain/journal-chain.ts";
import { spanOf } from "../../domain/journal-search.ts";
import type { Days } from "../../domain/journal-search.ts";
import { headsOf, witnessCheck } from "../../domain/witness.ts";
import type { Unwitnessed } from "../../domain/witness.ts";
import type { Append } from "../../ports/files.ts";
import type { JournalChains } from "../../ports/journal-chains.ts";
import { ok, refused } from "../../../../preload/contract/result.ts";
import type { Result } from "../../../../preload/contract/result.ts";
import { chosenRows, takeRows } from "./bundled-rows.ts";
import type { ChosenRows } from "./bundled-rows.ts";
import type { BundleMaker } from "./write-journal-bundle.ts";

/** Where a journal of several chains is broken. `chain` "": a witness of all of them. */
export interface BrokenChain {
  readonly chain: string;
  readonly number: number;
  readonly problem: ChainProblem | "not-witnessed";
}

/**
 * Writes a bundle of all chains' present rows of these days, and of the witnesses of these days; answers the number of
 * rows. Each chain is verified on its way, and compared with the witnesses: nothing that lacks a chain is signed.
 */
export async function writeChainsBundle(
  { chains, vault, hash, kiosk, at }: BundleMaker & { readonly chains: JournalChains },
  days: Days,
  append: Append,
): Promise<Result<number, BrokenChain>> {
  const { from, to } = spanOf(days);
  // Before the chains, which only grow.
  const witnesses = await chains.witnesses(from, to);
  if (witnesses === null) return refused({ chain: "", number: 0, problem: "not-witnessed" });
  const chosen = new Map<string, ChosenRows>();
  for (const chain of await chains.names()) {
    const rows = await chosenRows(readChain(chains, chain), days);
    if (!rows.ok) return refused({ chain, ...rows.refusal });
    chosen.set(chain, rows.value);
  }
  const seen = witnessCheck(new Map([...chosen].map(([chain, { head }]) => [chain, head.count])));

  const writer = bundleWriter(hash);
  await append(
    writer.chainsHeader({
      ...{ kiosk, at, ...days },
      chains: [...chosen].map(([chain, { first, last, head }]) => ({ chain, first, last, head })),
      ...{ witnesses: witnesses.length, publicKey: vault.publicKey() },
    }),
  );
  for (const witness of witnesses) {
    const heads = headsOf(witness.heads);
    const lost = heads === null ? { chain: "", number: 0 } : seen.witness(heads);
    if (lost !== null) return refused(notWitnessed(lost));
    await append(writer.witness(witness));
  }
  let all = 0;
  for (const [chain, rows] of chosen) {
    const others: Unwitnessed[] = [];
    const taken = await takeRows(readChain(chains, chain), rows, null, async (row) => {
      const other = seen.row(chain, row.number, row.mac);
      if (other !== null) others.push(other);
      await append(writer.row(row, chain));
    });
    const [other] = others;
    if (other !== undefined) return refused(notWitnessed(other));
    // Without an anchor nothing is older.
    if (!taken.ok) return refused({ chain, number: 0, problem: "missing", ...taken.refusal });
    all += taken.value;
  }
  await append(writer.signature(vault.sign));
  return ok(all);
}

function readChain(chains: JournalChains, chain: string) {
  return { journal: chains.journalOf(chain), mac: chains.macOf(chain) };
}

function notWitnessed({ chain, number }: Unwitnessed): BrokenChain {
  return { chain, number, problem: "not-witnessed" };
}
