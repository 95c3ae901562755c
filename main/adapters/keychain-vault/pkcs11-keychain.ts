import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { ok, refused } from "../../../preload/contract/result.ts";
import type { Result } from "../../../preload/contract/result.ts";
import type { Keychain, KeychainFault } from "./keytar-keychain.ts";

/** Why a hardware security module doesn't give the ring. */
export type HsmFault =
  | "hsm-tool-missing"
  | "hsm-module-missing"
  | "hsm-token-absent"
  | "hsm-pin-unreadable"
  | "hsm-pin-wrong"
  | "hsm-pin-locked"
  | "hsm-failed";

/** A home of the ring of which more is known than the faults that all have. */
export interface HsmKeychain extends Keychain {
  /** Why the last call failed; null: it didn't. */
  trouble(): HsmFault | null;
}

/** Where a token is, and who may open it. */
export interface HsmToken {
  /** The PKCS#11 library of the module's maker. */
  readonly module: string;
  readonly tokenLabel: string;
  /** A file whose first line is the user's PIN. */
  readonly pinFile: string;
}

const toolMs = 30_000;
/** Of a shell, for a program that isn't there. */
const notFound = 127;
const label = "otp-service-ring";

/**
 * The ring as a private data object of a PKCS#11 token, through OpenSC's `tool` (pkcs11-tool), which gets the PIN in its
 * environment. An object can't be replaced at once: each change writes the next one, `otp-service-ring N`, and then
 * deletes those before it; the greatest N holds. A PIN that was refused isn't tried again, as tokens lock after a few.
 */
export function pkcs11Keychain(token: HsmToken, tool = "pkcs11-tool"): HsmKeychain {
  let trouble: HsmFault | null = null;
  const run = async (words: readonly string[], input = ""): Promise<Result<string, HsmFault>> => {
    if (trouble === "hsm-pin-wrong" || trouble === "hsm-pin-locked") return refused(trouble);
    const done = await calledTool(token, { tool, words, input });
    trouble = done.ok ? null : done.refusal;
    return done;
  };
  const numbers = async (): Promise<Result<readonly number[], HsmFault>> => {
    const listed = await run(["--list-objects", "--type", "data"]);
    if (!listed.ok) return listed;
    const found = listed.value.matchAll(/^\s*label:\s*'otp-service-ring (\d{1,9})'$/gm);
    return ok([...found].map(([, number]) => Number(number)).sort((a, b) => a - b));
  };
  const object = (number: number) => ["--type", "data", "--label", `${label} ${String(number)}`];
  const faulty = (fault: HsmFault): Result<never, KeychainFault> =>
    refused(fault.startsWith("hsm-pin") ? "keychain-locked" : "keychain-absent");
  return {
    trouble: () => trouble,
    async read() {
      const there = await numbers();
      if (!there.ok) return faulty(there.refusal);
      const newest = there.value.at(-1);
      if (newest === undefined) return ok(null);
      const read = await run(["--read-object", ...object(newest)]);
      return read.ok ? read : faulty(read.refusal);
    },
    async write(value) {
      const there = await numbers();
      if (!there.ok) return faulty(there.refusal);
      const next = (there.value.at(-1) ?? 0) + 1;
      const words = ["--write-object", "/dev/stdin", "--private", ...object(next)];
      const written = await run(words, value);
      if (!written.ok) return faulty(written.refusal);
      for (const former of there.value) {
        const gone = await run(["--delete-object", ...object(former)]);
        if (!gone.ok) return faulty(gone.refusal);
      }
      return ok(null);
    },
  };
}

async function calledTool(
  { module, tokenLabel, pinFile }: HsmToken,
  call: { readonly tool: string; readonly words: readonly string[]; readonly input: string },
): Promise<Result<string, HsmFault>> {
  let pin: string;
  try {
    [pin = ""] = (await readFile(pinFile, "utf8")).split("\n", 1);
  } catch {
    return refused("hsm-pin-unreadable");
  }
  const at = ["--module", module, "--token-label", tokenLabel, "--login", "--pin", "env:HSM_PIN"];
  // Node's standard input is a socket, which the tool can't open as a file; one of a shell's pipe it can.
  const child = spawn("/bin/sh", ["-c", 'cat | "$0" "$@"', call.tool, ...at, ...call.words], {
    env: { ...process.env, LC_ALL: "C", HSM_PIN: pin },
    stdio: ["pipe", "pipe", "pipe"],
    timeout: toolMs,
  });
  // A tool that ends before it has read its input says why by itself.
  child.stdin.on("error", () => undefined);
  child.stdin.end(call.input);
  const closed = once(child, "close");
  const [said, complained] = await Promise.all([text(child.stdout), text(child.stderr), closed]);
  if (child.exitCode === 0) return ok(said);
  return refused(child.exitCode === notFound ? "hsm-tool-missing" : faultIn(complained));
}

/** The tool has one exit code for all, and names of PKCS#11's return values (CKR_…) in what it says. */
function faultIn(complaint: string): HsmFault {
  if (complaint.includes("CKR_PIN_LOCKED")) return "hsm-pin-locked";
  if (complaint.includes("CKR_PIN_")) return "hsm-pin-wrong";
  if (complaint.includes("Failed to load pkcs11 module")) return "hsm-module-missing";
  if (/No slot|CKR_TOKEN_NOT_PRESENT/.test(complaint)) return "hsm-token-absent";
  return "hsm-failed";
}
