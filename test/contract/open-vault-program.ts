/**
 * Opens a vault over this session's own keychain and says on stdout, as JSON, what became of it. It is
 * a program of its own because libsecret stays with the first session bus that a process has seen.
 */
import { createHash } from "node:crypto";
import { openVault } from "../../main/adapters/keychain-vault/open-vault.ts";
import { systemRandom } from "../../main/adapters/system-random.ts";

export interface Order {
  readonly service: string;
  readonly fingerprint: string | null;
  readonly timeoutMs: number;
  /** Put into the keychain beforehand, as by another kiosk's hand. */
  readonly plant?: string;
  /** Hex of what an earlier vault sealed, to be opened. */
  readonly sealed?: string;
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
}

const identity = "999800000001";
const { plant, sealed, ...options } = JSON.parse(process.argv[2] ?? "") as Order;
const keytar = async () => (await import("keytar")).default;
if (plant !== undefined) await (await keytar()).setPassword(options.service, "master-key", plant);

const start = performance.now();
const answer = await openVault({ ...options, random: systemRandom });
const milliseconds = performance.now() - start;
const held =
  plant === undefined ? null : await (await keytar()).getPassword(options.service, "master-key");

const vault = answer.ok ? answer.value.vault : null;
const report: Report = {
  refusal: answer.ok ? null : answer.refusal,
  fingerprint: answer.ok ? answer.value.fingerprint : null,
  sealed: hex(vault?.seal(identity, Buffer.from("secret")) ?? null),
  opened:
    sealed === undefined || vault === null
      ? null
      : Buffer.from(vault.open(identity, Buffer.from(sealed, "hex"))).toString(),
  milliseconds,
  held: held === null ? null : createHash("sha256").update(held).digest("hex"),
};
process.stdout.write(JSON.stringify(report));

function hex(bytes: Uint8Array | null): string | null {
  return bytes === null ? null : Buffer.from(bytes).toString("hex");
}
