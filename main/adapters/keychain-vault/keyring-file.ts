import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { secretServiceProcess } from "./secret-service.ts";

/**
 * How gnome-keyring stores the collection that holds the kiosk's items. `plain`: without a password, so unencrypted;
 * `damaged`: the daemon can't read the file and continues as if it weren't there; null: the keychain isn't
 * gnome-keyring's, or its form can't be determined. Damage within the encrypted part can't be distinguished from a
 * wrong password.
 */
export type KeyringForm = "sealed" | "plain" | "damaged" | null;

/** Examines the file of the default collection. */
export async function keyringForm(timeoutMs: number): Promise<KeyringForm> {
  const folder = await keyringFolder(timeoutMs);
  if (folder === null) return null;
  const name = (await contents(join(folder, "default")))?.toString("utf8").trim();
  const file = await contents(
    join(folder, `${name === undefined || name === "" ? "login" : name}.keyring`),
  );
  return file && formOf(file);
}

/** The folder follows from the daemon's own environment where that can be read, else from its session's. */
async function keyringFolder(timeoutMs: number): Promise<string | null> {
  const pid = await secretServiceProcess(timeoutMs);
  const environment = pid === null ? null : await contents(`/proc/${String(pid)}/environ`);
  const texts = environment?.toString("utf8").split("\0") ?? [];
  const variable = (name: string) =>
    environment === null
      ? process.env[name]
      : texts.find((text) => text.startsWith(`${name}=`))?.slice(name.length + 1);
  const [data, home] = [variable("XDG_DATA_HOME"), variable("HOME")];
  if (data) return join(data, "keyrings");
  return home ? join(home, ".local/share/keyrings") : null;
}

async function contents(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch {
    return null;
  }
}

const magic = Buffer.from("GnomeKeyring\n\r\0\n", "latin1");

/**
 * The two forms are those of gkm-secret-binary.c (a binary form) and gkm-secret-textual.c (a GKeyFile) of
 * gnome-keyring.
 */
export function formOf(file: Buffer): "sealed" | "plain" | "damaged" {
  if (file.subarray(0, magic.length).equals(magic)) return isWhole(file) ? "sealed" : "damaged";
  const [first] = file
    .toString("utf8")
    .split("\n")
    .filter((line) => !/^\s*(?:#|$)/.test(line));
  return first?.trim() === "[keyring]" ? "plain" : "damaged";
}

/** Walks over the public part of the items to the encrypted part, which must be complete. Numbers are big-endian. */
function isWhole(file: Buffer): boolean {
  // After the magic: version and algorithms, a byte each.
  let at = magic.length + 4;
  const number = (): number => {
    const value = at + 4 <= file.length ? file.readUInt32BE(at) : NaN;
    at += 4;
    return value;
  };
  const text = (): void => {
    const length = number();
    // This length marks a missing text in the format.
    at += length === 0xffff_ffff ? 0 : length;
  };
  text();
  // Two times, flags, time-out, iterations, salt and four reserved numbers.
  at += 8 + 8 + 4 + 4 + 4 + 8 + 4 * 4;
  for (let items = number(); items > 0 && at < file.length; items -= 1) {
    at += 4 + 4;
    for (let attributes = number(); attributes > 0 && at < file.length; attributes -= 1) {
      text();
      if (number() === 0) text();
      else at += 4;
    }
  }
  const length = number();
  return length > 0 && length % 16 === 0 && at + length <= file.length;
}
