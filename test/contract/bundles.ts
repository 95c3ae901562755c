import { isSignedBy } from "../../main/adapters/ed25519.ts";
import { sha256 } from "../../main/adapters/hashes.ts";
import { bundleCheck } from "../../main/core/domain/bundle-check.ts";
import type { BundleFault } from "../../main/core/domain/bundle-check.ts";
import type { BundleReport } from "../../main/core/domain/bundle-header.ts";
import { writeJournalBundle } from "../../main/core/operations/upkeep/write-journal-bundle.ts";
import type { JournalAnchor } from "../../main/core/domain/journal-chain.ts";
import type { Days } from "../../main/core/domain/journal-search.ts";
import type { OpenedRegistry } from "../../main/core/ports/registry.ts";
import type { Result } from "../../preload/contract/result.ts";
import { memoryVault } from "../fakes/memory-vault.ts";
import { taro } from "./rows.ts";

export const vault = memoryVault();
const dayMs = 24 * 60 * 60 * 1_000;
export const start = Date.parse("2026-04-01T00:00:00+09:00");
const always: Days = { from: null, to: null };

/** Four days of ten rows each from 1 April 2026 on; `kiosk`: of one or another journal. */
export async function journalled(
  registry: OpenedRegistry,
  kiosk = "branch-7",
): Promise<OpenedRegistry> {
  await registry.sealJournal({ kiosk, mac: vault.mac });
  await registry.transact(async (rows) => {
    await rows.insertCustomer(taro);
    for (let n = 0; n < 40; n += 1) {
      const at = start + Math.floor(n / 10) * dayMs + n;
      const deed = { at, customerId: n % 3 === 0 ? null : taro.id, staffId: "100001" };
      await rows.appendJournal({ ...deed, action: "unlock", outcome: "done", detail: "reason=x" });
    }
  });
  return registry;
}

export async function bundled(
  journal: OpenedRegistry,
  days = always,
  anchor: JournalAnchor | null = null,
): Promise<Result<string, unknown>> {
  let text = "";
  const parts = { journal, vault, hash: sha256, kiosk: "branch-7", at: start, anchor };
  const written = await writeJournalBundle(parts, days, async (more) => {
    text += more;
  });
  return written.ok ? { ok: true, value: text } : written;
}

export async function textOf(journal: OpenedRegistry, days = always): Promise<string> {
  const made = await bundled(journal, days);
  if (!made.ok) throw new Error("Refused");
  return made.value;
}

export function checked(text: string): Result<BundleReport, BundleFault> {
  const check = bundleCheck({ hash: sha256, isSignedBy });
  const lines = text.split("\n");
  const rest = lines.pop() ?? "";
  for (const line of lines) {
    const broken = check.next(line);
    if (broken !== null) return { ok: false, refusal: broken };
  }
  return check.end(rest);
}
