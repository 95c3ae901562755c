/**
 * Opens a vault over this session's own keychain and says on stdout, as JSON, what became of it. It is
 * a program of its own because libsecret stays with the first session bus that a process has seen.
 */
import { createHash } from "node:crypto";
import { kioskKeychain } from "../../main/adapters/keychain-vault/kiosk-keychain.ts";
import { keytarFailure } from "../../main/adapters/keychain-vault/load-keytar.ts";
import { systemRandom } from "../../main/adapters/system-random.ts";
import type { JournalAnchor } from "../../main/core/domain/journal-chain.ts";

export interface Order {
  readonly service: string;
  readonly fingerprint: string | null;
  readonly timeoutMs: number;
  /** Put into the keychain beforehand, as by another kiosk's hand. */
  readonly plant?: string;
  /** Hex of what an earlier vault sealed, to be opened. */
  readonly sealed?: string;
  /** What is to be remembered from now on. */
  readonly anchor?: JournalAnchor;
}

export interface Report {
  readonly refusal: string | null;
  readonly fingerprint: string | null;
  /** Hex of a sealed text. */
  readonly sealed: string | null;
  readonly opened: string | null;
  readonly milliseconds: number;
  /** SHA-256 of what the keychain holds in the end; null where nothing was planted or nothing is held. */
  readonly held: string | null;
  /** What was remembered before, or why it can't be told. */
  readonly remembered: JournalAnchor | string | null;
  /** Why the order's anchor wasn't written; null: it was, or there was none. */
  readonly anchorRefusal: string | null;
  /** Why keytar couldn't be loaded. */
  readonly keytarFailure: string | null;
}

const owner = { userId: "999800000001", customerId: "taro" };
const { plant, sealed, fingerprint, anchor, ...options } = JSON.parse(
  process.argv[2] ?? "",
) as Order;
const keytar = async () => (await import("keytar")).default;
if (plant !== undefined) await (await keytar()).setPassword(options.service, "master-key", plant);

const start = performance.now();
const keychain = kioskKeychain({ ...options, random: systemRandom, now: Date.now });
const answer = await keychain.openKeys(fingerprint);
const milliseconds = performance.now() - start;
const held =
  plant === undefined ? null : await (await keytar()).getPassword(options.service, "master-key");

const remembered = await keychain.anchor.read();
const anchored = anchor && (await keychain.anchor.write(anchor));
const vault = answer.ok ? answer.value.vaultOf("registry") : null;
const report: Report = {
  refusal: answer.ok ? null : answer.refusal,
  fingerprint: answer.ok ? answer.value.fingerprint : null,
  sealed: hex((await vault?.seal(owner, Buffer.from("secret"), null)) ?? null),
  opened:
    sealed === undefined || vault === null
      ? null
      : Buffer.from(await vault.open(owner, Buffer.from(sealed, "hex"))).toString(),
  milliseconds,
  remembered: remembered.ok ? remembered.value : remembered.refusal,
  anchorRefusal: anchored?.ok === false ? anchored.refusal : null,
  keytarFailure: keytarFailure()?.message ?? null,
  held: held === null ? null : createHash("sha256").update(held).digest("hex"),
};
process.stdout.write(JSON.stringify(report));

function hex(bytes: Uint8Array | null): string | null {
  return bytes === null ? null : Buffer.from(bytes).toString("hex");
}
