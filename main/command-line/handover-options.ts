import { readFile, stat } from "node:fs/promises";
import { ok, refused } from "../../preload/contract/result.ts";
import type { Result } from "../../preload/contract/result.ts";
import { commandAdapters } from "../compose/command-adapters.ts";
import { tokyoMinuteFrom } from "../core/domain/tokyo-day.ts";
import { callersPath } from "./callers-path.ts";
import type { Given } from "./command.ts";
import { readNewPassphrase } from "./keys-escrow-commands.ts";
import type { CommandRefusal } from "./refusal-words.ts";

type PskcOptions = Parameters<(typeof commandAdapters)["handOver"]["pskc"]>[0];
type Profile = Pick<PskcOptions, "aes" | "mac" | "counter">;

/** Far more than the digits of a key. */
const longestKeyFile = 1_024;

export const sinceOption = {
  since: {
    value: "TIME",
    does: "only tokens started, and releases, from then on: YYYY-MM-DDThh:mm in Japan; all where none is given",
  },
} as const;

export const pskcOptions = {
  ...sinceOption,
  "key-file": {
    value: "FILE",
    does: "a key that the verifier has already, in hex digits; without it a passphrase is asked for",
  },
  "key-name": { value: "NAME", does: "the verifier's name for that key" },
  counter: {
    value: "last|next|none",
    does: "last: the last used step (privacyIDEA), the default; next: one more (multiOTP); none: the file has none",
  },
  mac: { value: "sha1|sha256", does: "sha1, the default: all verifiers read it" },
  aes: { value: "128|256", does: "128, the default: all verifiers read it" },
} as const;

/** Since when; `words`: for the journal. */
interface Since {
  readonly since: number | null;
  readonly words: string;
}

export function sinceGiven({ options }: Given): Result<Since, "time-form"> {
  const { since } = options;
  if (typeof since !== "string") return ok({ since: null, words: "all" });
  const at = tokyoMinuteFrom(since);
  return at === null ? refused("time-form") : ok({ since: at, words: since.replace(" ", "T") });
}

export function profileGiven({ options }: Given): Result<Profile, "handover-option"> {
  const { counter = "last", mac = "sha1", aes = "128" } = options;
  if (counter !== "last" && counter !== "next" && counter !== "none") {
    return refused("handover-option");
  }
  if (mac !== "sha1" && mac !== "sha256") return refused("handover-option");
  if (aes !== "128" && aes !== "256") return refused("handover-option");
  return ok({ counter, mac, aes: aes === "128" ? 128 : 256 });
}

/** The key of the file that is given, with its name, or else a passphrase that is asked for. */
export async function protectionGiven(
  { options }: Given,
  aes: number,
): Promise<Result<PskcOptions["protection"], CommandRefusal>> {
  const { "key-file": file, "key-name": keyName } = options;
  if (typeof file !== "string" && typeof keyName !== "string") {
    const passphrase = await readNewPassphrase();
    return passphrase.ok ? ok({ passphrase: passphrase.value }) : passphrase;
  }
  const isNamed = typeof keyName === "string" && /^[ -~]{1,100}$/.test(keyName);
  if (typeof file !== "string" || !isNamed) return refused("handover-key-name");
  const key = await readKey(callersPath(file), aes / 8);
  return key.ok ? ok({ key: key.value, keyName }) : key;
}

async function readKey(file: string, bytes: number): Promise<Result<Uint8Array, CommandRefusal>> {
  let text: string;
  try {
    if ((await stat(file)).size > longestKeyFile) return refused("handover-key-form");
    text = (await readFile(file, "utf8")).trim();
  } catch {
    return refused("file-unreadable");
  }
  const isKey = text.length === 2 * bytes && /^[0-9a-f]+$/i.test(text);
  return isKey ? ok(Uint8Array.from(Buffer.from(text, "hex"))) : refused("handover-key-form");
}
