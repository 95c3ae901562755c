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
  | "hsm-pin-last-try"
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

/** A module on a network answers within a second; the database waits for half a minute. */
const toolMs = 10_000;
/** After these a further try might lock the token. */
const ofTries: readonly HsmFault[] = ["hsm-pin-wrong", "hsm-pin-last-try", "hsm-pin-locked"];
/** Of a shell, for a program that isn't there. */
const notFound = 127;
const label = "otp-service-ring";

/**
 * The ring as a private data object of a PKCS#11 token, through OpenSC's `tool` (pkcs11-tool), which gets the PIN in its
 * environment. An object can't be replaced at once: each change writes the next one, `otp-service-ring N`, and then
 * deletes those before it; the greatest N holds. Tokens lock after a few wrong PINs, and programs that watch a service
 * ask again and again: so a PIN that was refused isn't tried again, nor is a token asked that has one try left.
 */
export function pkcs11Keychain(
  token: HsmToken,
  { tool = "pkcs11-tool", patience = () => AbortSignal.timeout(toolMs) } = {},
): HsmKeychain {
  let trouble: HsmFault | null = null;
  const call = async (words: readonly string[], input = ""): Promise<Result<string, HsmFault>> => {
    const done = await calledTool(token, { tool, words, input, patience: patience() });
    trouble = done.ok ? null : done.refusal;
    return done;
  };
  let isExamined = false;
  const run: typeof call = async (words, input) => {
    if (trouble !== null && ofTries.includes(trouble)) return refused(trouble);
    if (!isExamined) {
      const listed = await call(["--list-token-slots"]);
      if (!listed.ok) return listed;
      trouble = pinTrouble(listed.value, token.tokenLabel);
      if (trouble !== null) return refused(trouble);
      isExamined = true;
    }
    return call(
      ["--token-label", token.tokenLabel, "--login", "--pin", "env:HSM_PIN", ...words],
      input,
    );
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
      for (let before: number | null = null; ;) {
        const there = await numbers();
        if (!there.ok) return faulty(there.refusal);
        const newest = there.value.at(-1);
        if (newest === undefined) return ok(null);
        const read = await run(["--read-object", ...object(newest)]);
        if (read.ok) return read;
        // Another process may have written the next one, and deleted this one.
        if (newest === before) return faulty(read.refusal);
        before = newest;
      }
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
  { module, pinFile }: HsmToken,
  call: {
    readonly tool: string;
    readonly words: readonly string[];
    readonly input: string;
    /** The tool is killed when it ends. */
    readonly patience: AbortSignal;
  },
): Promise<Result<string, HsmFault>> {
  let pin: string;
  try {
    [pin = ""] = (await readFile(pinFile, "utf8")).split("\n", 1);
  } catch {
    return refused("hsm-pin-unreadable");
  }
  const at = ["--module", module];
  // Node's standard input is a socket, which the tool can't open as a file; one of a shell's pipe it can.
  const child = spawn("/bin/sh", ["-c", 'cat | "$0" "$@"', call.tool, ...at, ...call.words], {
    env: { ...process.env, LC_ALL: "C", HSM_PIN: pin },
    stdio: ["pipe", "pipe", "pipe"],
    detached: true,
  });
  const giveUp = () => {
    try {
      // The shell's group: a tool that waits for a module which is away would outlive the shell.
      if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
    } catch {
      // It has ended by itself.
    }
  };
  call.patience.addEventListener("abort", giveUp, { once: true });
  // A tool that ends before it has read its input says why by itself.
  child.stdin.on("error", () => undefined);
  child.stdin.end(call.input);
  const closed = once(child, "close");
  const [said, complained] = await Promise.all([text(child.stdout), text(child.stderr), closed]);
  call.patience.removeEventListener("abort", giveUp);
  if (child.exitCode === 0) return ok(said);
  return refused(child.exitCode === notFound ? "hsm-tool-missing" : faultIn(complained));
}

/** What the token says of its PIN, as the tool words the flags of CK_TOKEN_INFO; null: it may be tried. */
function pinTrouble(slots: string, tokenLabel: string): HsmFault | null {
  const slot = slots
    .split(/^Slot /m)
    .find((text) => /^\s*token label\s*: (.*?)\s*$/m.exec(text)?.[1] === tokenLabel);
  if (slot?.includes("user PIN locked")) return "hsm-pin-locked";
  return slot?.includes("final user PIN try") ? "hsm-pin-last-try" : null;
}

/** The tool has one exit code for all, and names of PKCS#11's return values (CKR_…) in what it says. */
function faultIn(complaint: string): HsmFault {
  if (complaint.includes("CKR_PIN_LOCKED")) return "hsm-pin-locked";
  if (complaint.includes("CKR_PIN_")) return "hsm-pin-wrong";
  if (complaint.includes("Failed to load pkcs11 module")) return "hsm-module-missing";
  if (/No slot|CKR_TOKEN_NOT_PRESENT/.test(complaint)) return "hsm-token-absent";
  return "hsm-failed";
}
