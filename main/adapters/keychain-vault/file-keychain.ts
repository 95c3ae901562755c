import { readFile } from "node:fs/promises";
import { ok, refused } from "../../../preload/contract/result.ts";
import type { Result } from "../../../preload/contract/result.ts";
import { replaceFile } from "../replace-file.ts";
import type { Keychain, KeychainFault } from "./keytar-keychain.ts";

/**
 * A file (mode 600) in the place of an item of the OS keychain, for a service that nobody signs in to. `written`: false
 * for a file that another program hands over, such as systemd; then a write is answered as by a keychain that is locked.
 */
export function fileKeychain(path: string, written = true): Keychain {
  return {
    read: () =>
      reached(async () => {
        try {
          return await readFile(path, "utf8");
        } catch (error) {
          if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
          throw error;
        }
      }),
    write: async (value) => {
      if (!written) return refused("keychain-locked");
      return reached(async () => {
        await replaceFile(path, value);
        return null;
      });
    },
  };
}

async function reached<T>(call: () => Promise<T>): Promise<Result<T, KeychainFault>> {
  try {
    return ok(await call());
  } catch (error) {
    if (error instanceof Error && "syscall" in error) return refused("keychain-locked");
    throw error;
  }
}
