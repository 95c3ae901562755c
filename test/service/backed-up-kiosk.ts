import { join } from "node:path";
import { aesGcmVault } from "../../main/adapters/keychain-vault/aes-gcm-vault.ts";
import { escrowText } from "../../main/adapters/keychain-vault/escrow.ts";
import { ringOf } from "../../main/adapters/keychain-vault/key-ring.ts";
import { backUp } from "../../main/registry/sqlite/backup.ts";
import { openRegistry } from "../../main/registry/sqlite/open-registry.ts";
import { servedBank } from "../bridge/served-kiosk.ts";
import type { ServedBank } from "../bridge/served-kiosk.ts";
import { kioskIn } from "../bridge/states.ts";
import { temporaryFolder } from "../contract/temporary-folder.ts";
import { seededRandom } from "../fakes/seeded-random.ts";

/** The kiosk's ring; the bank's is another. */
const ring = ringOf(new Uint8Array(32).fill(7), null);
export const passphrase = "correct horse battery staple";

/** What is left of a kiosk of its own. */
export interface BackedUpKiosk {
  readonly bank: ServedBank;
  /** How many rows its journal has. */
  readonly rows: number;
  /** For the import; `escrow` is the text of its file. */
  readonly given: {
    readonly backup: string;
    readonly escrow: string;
    readonly passphrase: string;
    readonly kiosk: string;
    readonly at: number;
  };
}

/** A kiosk of its own at which taro uses a token, and its backup with the escrow of its keys. */
export async function backedUpKiosk(): Promise<BackedUpKiosk> {
  const folder = temporaryFolder();
  const path = join(folder, "registry.sqlite");
  const opened = await openRegistry(path);
  if (!opened.ok) throw new Error(opened.refusal);
  const registryId = await opened.value.read((all) => all.registryId());
  const vault = aesGcmVault({
    ...{ ring: () => ring, opensFormer: false, registryId },
    ...{ random: seededRandom(2), reload: () => Promise.resolve() },
  });
  const bank = await servedBank(opened.value, vault);
  await kioskIn(bank, "in-use");
  const backup = join(folder, "kiosk.backup");
  backUp(path, backup, vault.macOfBackup);
  const rows = (await opened.value.journalEnd()).lastNumber;
  await opened.value.close();
  const escrow = await escrowText(ring, passphrase, { random: seededRandom(3), at: 5 });
  return { bank, rows, given: { backup, escrow, passphrase, kiosk: "本店", at: bank.clock() } };
}
