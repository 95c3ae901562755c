import { execFile } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";

export type KeychainState = "absent" | "locked" | "unlocked";

/** Machines start the keyring and the kiosk side by side: the keyring may appear on the bus a moment later. */
const appearsWithinMs = 2_000;

/**
 * Asks the Secret Service (freedesktop.org) over the session bus whether its default collection is open, and has it
 * opened where that needs no prompt; no prompt is ever shown.
 *
 * libsecret itself can't report this. With gnome-keyring 46 and keytar 7.10 it behaves as follows:
 * - no bus, or no service on it: every call fails, with a message in the user's language;
 * - collection locked, no prompt possible: reading gives null, writing fails, and listing crashes;
 * - collection locked, prompt possible: reading opens the desktop's password prompt over the kiosk, blocks until it is
 *   answered, and keeps the process from exiting;
 * - no collection yet, keyring not opened: as locked.
 */
export async function secretServiceState(timeoutMs: number): Promise<KeychainState> {
  const giveUp = Date.now() + Math.min(timeoutMs, appearsWithinMs);
  for (;;) {
    const answer = await askLocked(timeoutMs);
    if (answer.endsWith("boolean false")) return "unlocked";
    if (answer.endsWith("boolean true") && (await opensWithoutPrompt(timeoutMs))) return "unlocked";
    const unknown = /^Error \S+\.(?:ServiceUnknown|NameHasNoOwner|Spawn\.\S+):/.test(answer);
    if (!unknown) return /boolean true$|^Error /.test(answer) ? "locked" : "absent";
    if (Date.now() >= giveUp) return "absent";
    await pause(50);
  }
}

/**
 * Asks for the collection to be unlocked, as far as that needs no person: a keyring without a password is locked after
 * a sign-in without one, and so is a keyring whose password is stored in an open one. Where a prompt would be needed,
 * it is created and not shown (Secret Service, "Prompts and Prompting"), and disappears with this call's connection.
 */
async function opensWithoutPrompt(timeoutMs: number): Promise<boolean> {
  const answer = await secretsSend(timeoutMs, [
    "/org/freedesktop/secrets",
    "org.freedesktop.Secret.Service.Unlock",
    `array:objpath:${collection}`,
  ]);
  if (!/aliases\/default\s*\]\s*\/$/.test(answer)) return false;
  return (await askLocked(timeoutMs)).endsWith("boolean false");
}

/** The process that offers the Secret Service; null: there is none. */
export async function secretServiceProcess(timeoutMs: number): Promise<number | null> {
  const answer = await busSend(timeoutMs, "GetConnectionUnixProcessID");
  const [, pid] = /uint32 (\d+)$/.exec(answer) ?? [];
  return pid === undefined ? null : Number(pid);
}

/**
 * The name on the bus of the process that now offers the Secret Service, such as `:1.7`; each start has another name.
 */
export async function secretServiceOwner(timeoutMs: number): Promise<string> {
  return busSend(timeoutMs, "GetNameOwner");
}

/** Asks the bus itself about the Secret Service. */
function busSend(
  timeoutMs: number,
  method: "GetNameOwner" | "GetConnectionUnixProcessID",
): Promise<string> {
  return dbusSend(timeoutMs, [
    "--dest=org.freedesktop.DBus",
    "/org/freedesktop/DBus",
    `org.freedesktop.DBus.${method}`,
    "string:org.freedesktop.secrets",
  ]);
}

const collection = "/org/freedesktop/secrets/aliases/default";

/**
 * Ends with `boolean true` or `boolean false`, or is an error, or empty. All properties are asked for, as gnome-keyring
 * (seen with 42) aborts now and then when the first message of a connection reads a single one: its main loop may come to
 * the read before it knows the connection. Of all properties it then leaves those out that it can't tell, and is asked
 * again; so it is when it doesn't find the collection, whose alias another connection may just be renewing.
 */
async function askLocked(timeoutMs: number): Promise<string> {
  const giveUp = Date.now() + timeoutMs;
  for (let tries = 1; ; tries += 1) {
    const answer = await secretsSend(timeoutMs, [
      collection,
      "org.freedesktop.DBus.Properties.GetAll",
      "string:org.freedesktop.Secret.Collection",
    ]);
    const [, locked] = /\bLocked\s+variant\s+(boolean (?:true|false))/.exec(answer) ?? [];
    if (locked !== undefined) return locked;
    const mayBeThere = /^array|^Error \S+\.UnknownMethod:/.test(answer);
    if (!mayBeThere || tries === 3 || Date.now() >= giveUp) return answer;
  }
}

function secretsSend(timeoutMs: number, call: readonly string[]): Promise<string> {
  return dbusSend(timeoutMs, ["--dest=org.freedesktop.secrets", ...call]);
}

/**
 * The answer of dbus-send, or its error; both begin with a name that isn't translated, or else match none of the
 * patterns here.
 */
async function dbusSend(timeoutMs: number, call: readonly string[]): Promise<string> {
  const reply = ["--print-reply=literal", `--reply-timeout=${String(timeoutMs)}`];
  try {
    const { stdout } = await promisify(execFile)("dbus-send", ["--session", ...reply, ...call], {
      timeout: timeoutMs + 1_000,
    });
    return stdout.trim();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return "stderr" in error && typeof error.stderr === "string" ? error.stderr.trim() : "";
  }
}
