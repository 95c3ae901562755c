import { ok, refused } from "../../../preload/contract/result.ts";
import type { Result } from "../../../preload/contract/result.ts";
import { keyringForm } from "./keyring-file.ts";
import { loadKeytar } from "./load-keytar.ts";
import { secretServiceOwner, secretServiceState } from "./secret-service.ts";

/** Why the keychain can't be asked; `keychain-restarted`: not by this process any more, but by one started again. */
export type KeychainFault =
  "keychain-absent" | "keychain-locked" | "keychain-damaged" | "keychain-restarted";

/** One item of this kiosk's in the OS keychain. */
export interface Keychain {
  /** null: there is no such item in a keychain that is open. */
  read(): Promise<Result<string | null, KeychainFault>>;
  write(value: string): Promise<Result<null, KeychainFault>>;
}

/** libsecret stays with the one it has found first, by its name on the bus, for as long as its process lives. */
let firstOwner: string | null = null;

/**
 * The item `service`/`account` through keytar: Secret Service on Linux, Keychain on macOS, Credential
 * Manager on Windows. Answers `keychain-damaged` where the file of gnome-keyring can't be read, `keychain-locked` where the keychain doesn't within `timeoutMs`, and
 * `keychain-absent` where keytar or its libsecret isn't installed: then `keytarFailure` tells why.
 */
export function keytarKeychain(
  service: string,
  account: "master-key" | "journal-anchor",
  timeoutMs: number,
): Keychain {
  type Keytar = typeof import("keytar");
  async function within<T>(
    call: (keytar: Keytar) => Promise<T>,
  ): Promise<Result<T, KeychainFault>> {
    // The other systems' keychains report a lock by failing, so only Linux must be asked before.
    if (process.platform === "linux") {
      const state = await secretServiceState(timeoutMs);
      if (state !== "unlocked") {
        const isDamaged = state === "locked" && (await keyringForm(timeoutMs)) === "damaged";
        return refused(isDamaged ? "keychain-damaged" : `keychain-${state}`);
      }
      const owner = await secretServiceOwner(timeoutMs);
      if (!owner.startsWith(":")) return refused("keychain-absent");
      if ((firstOwner ??= owner) !== owner) return refused("keychain-restarted");
    }
    const keytar = loadKeytar();
    if (keytar === null) return refused("keychain-absent");
    const late = Promise.withResolvers<Result<T, KeychainFault>>();
    const timer = setTimeout(() => {
      late.resolve(refused("keychain-locked"));
    }, timeoutMs);
    const answer = call(keytar).then(ok, () => refused("keychain-locked"));
    return Promise.race([answer, late.promise]).finally(() => {
      clearTimeout(timer);
    });
  }
  return {
    async read() {
      const kept = await within((keytar) => keytar.getPassword(service, account));
      // gnome-keyring puts a new keyring in the place of one that it can't read.
      const isLost = kept.ok && kept.value === null && (await keyringForm(timeoutMs)) === "damaged";
      return isLost ? refused("keychain-damaged") : kept;
    },
    write: (value) =>
      within(async (keytar) => {
        await keytar.setPassword(service, account, value);
        return null;
      }),
  };
}
