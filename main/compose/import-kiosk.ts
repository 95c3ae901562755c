import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ok, refused } from "../../preload/contract/result.ts";
import type { Result } from "../../preload/contract/result.ts";
import { aesGcmVault, proofsOf } from "../adapters/keychain-vault/aes-gcm-vault.ts";
import { ringFromEscrow } from "../adapters/keychain-vault/escrow.ts";
import type { EscrowRefusal } from "../adapters/keychain-vault/escrow.ts";
import { systemRandom } from "../adapters/system-random.ts";
import { BrokenRecord } from "../core/domain/registry-errors.ts";
import { verifyJournal } from "../core/operations/upkeep/verify-journal.ts";
import type { OpenedRegistry } from "../core/ports/registry.ts";
import type { Vault } from "../core/ports/vault.ts";
import type { NetworkRegistry } from "../registry/postgresql/open-network-registry.ts";
import { collisionsOf, takeOver } from "../registry/postgresql/take-over.ts";
import type { Collisions, TakenOver } from "../registry/postgresql/take-over.ts";
import { openReader } from "../registry/sqlite/open-reader.ts";
import { openRegistry } from "../registry/sqlite/open-registry.ts";
import { takeSealOff } from "../registry/sqlite/seal.ts";

/** Why a kiosk's registry isn't taken over; nothing was written then. */
export type ImportRefusal =
  | EscrowRefusal
  | "backup-damaged"
  | "backup-newer"
  /** It isn't sealed under the keys of the escrow. */
  | "backup-of-other-keys"
  | { readonly broken: "journal" | "record"; readonly of: string }
  | { readonly collisions: Collisions };

/** Records that are held in memory at a time. */
const sealedAtATime = 200;

/** The name of the closed chain, by the kiosk's own name and the identifier of its registry. */
function chainName(kiosk: string, registryId: string): string {
  return `${kiosk} ${registryId.slice(0, 8)}`;
}

/**
 * Takes the registry of a kiosk of its own over into the bank's: from a sealed `backup` and the `escrow` of its keys. All of
 * it is verified first, and all that collides is told; then everything is one transaction. User IDs stay as they are, and
 * the counter goes on after the greatest. `kiosk`: its name.
 */
export async function importKiosk(
  { network, vault }: { readonly network: NetworkRegistry; readonly vault: Vault },
  given: {
    readonly backup: string;
    readonly escrow: string;
    readonly passphrase: string;
    readonly kiosk: string;
    /** Now, epoch milliseconds. */
    readonly at: number;
  },
): Promise<Result<TakenOver, ImportRefusal>> {
  const ring = await ringFromEscrow(given.escrow, given.passphrase);
  if (!ring.ok) return ring;
  const folder = mkdtempSync(path.join(tmpdir(), "import-kiosk-"));
  const copy = path.join(folder, "registry.sqlite");
  try {
    copyFileSync(given.backup, copy);
    const seal = takeSealOff(copy);
    const { mac, macOfBackup } = proofsOf(ring.value);
    const isSealed = seal !== null && seal.mac === macOfBackup(seal.digest);
    if (!isSealed) return refused("backup-of-other-keys");
    const opened = await openRegistry(copy);
    if (!opened.ok) {
      return refused(opened.refusal === "registry-newer" ? "backup-newer" : "backup-damaged");
    }
    const former = opened.value;
    const registryId = await former.read((rows) => rows.registryId());
    await former.sealJournal({ kiosk: given.kiosk, mac, takesUnsealed: ring.value.opensFormer });
    const broken = await firstBroken(former, mac);
    await former.close();
    if (broken !== null) return refused(broken);
    const source = openReader(copy);
    try {
      const collisions = await collisionsOf(source, network.database);
      if (Object.values(collisions).some((ids: readonly string[]) => ids.length > 0)) {
        return refused({ collisions });
      }
      const formerVault = aesGcmVault({
        ...{ ring: () => ring.value, opensFormer: ring.value.opensFormer },
        ...{ registryId, random: systemRandom, reload: () => Promise.resolve() },
      });
      const greatest = await source
        .selectFrom("kiosk")
        .select("value")
        .where("key", "=", "greatest-user-id")
        .executeTakeFirst();
      const writer = chainName(given.kiosk, registryId);
      const seal = { kiosk: given.kiosk, mac: vault.mac, takesUnsealed: true };
      const taken = await network.maintain(seal, async (rows, target) => {
        const keyId = await rows.sealingKey();
        const copied = await takeOver(source, target, {
          ...{ writer, mac: vault.mac },
          reseal: async (owner, sealed) => {
            const secret = await formerVault.open(owner, sealed);
            try {
              return await vault.seal(owner, secret, keyId);
            } finally {
              secret.fill(0);
            }
          },
        });
        for (let after: string | null = ""; after !== null;) {
          after = await rows.sealRecords(after, sealedAtATime);
        }
        if (greatest !== undefined) await rows.recordGreatestUserId(greatest.value);
        await rows.appendJournal({
          ...{ at: given.at, customerId: null, action: "customers-import", outcome: "done" },
          detail: `kiosk=${registryId.slice(0, 8)} rows=${String(copied.journalRows)}`,
        });
        return copied;
      });
      return ok(taken);
    } finally {
      await source.destroy();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Verifies the chain and each record under the former keys. */
async function firstBroken(
  former: OpenedRegistry,
  mac: Vault["mac"],
): Promise<Extract<ImportRefusal, { readonly broken: unknown }> | null> {
  const journal = await verifyJournal(former, mac);
  if (!journal.ok) {
    const row = "number" in journal.refusal ? journal.refusal.number : 0;
    return { broken: "journal", of: String(row) };
  }
  let after: string | null = null;
  for (;;) {
    const page = await former.listCustomers(after, 500);
    for (const { id, loginId } of page) {
      try {
        await former.read((rows) => rows.customerById(id));
      } catch (error) {
        if (error instanceof BrokenRecord) return { broken: "record", of: loginId };
        throw error;
      }
    }
    after = page.at(-1)?.id ?? null;
    if (after === null) return null;
  }
}
