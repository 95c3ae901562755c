import { ok, refused } from "../../../preload/contract/result.ts";
import type { Result } from "../../../preload/contract/result.ts";
import { keyringForm } from "./keyring-file.ts";
import { loadKeytar } from "./load-keytar.ts";
import { secretServiceOwner, secretServiceState } from "./secret-service.ts";

/**
 * Why the keychain can't be read or written; `keychain-restarted`: it can't by this process any more, but by a new one.
 */
export type KeychainFault =
  "keychain-absent" | "keychain-locked" | "keychain-damaged" | "keychain-restarted";

/** One item of the kiosk in the OS keychain. */
export interface Keychain {
  /** null: the keychain is open and has no such item. */
  read(): Promise<Result<string | null, KeychainFault>>;
  write(value: string): Promise<Result<null, KeychainFault>>;
}

/** For the lifetime of its process, libsecret uses the daemon that it found first, by its name on the bus. */
let firstOwner: string | null = null;

/**
 * The item `service`/`account` through keytar: Secret Service on Linux, Keychain on macOS, Credential Manager on
 * Windows. Answers `keychain-damaged` where the file of gnome-keyring can't be read, `keychain-locked` where the
 * keychain doesn't answer within `timeoutMs`, and `keychain-absent` where keytar or its libsecret isn't installed: then
 * `keytarFailure` gives the reason.
 */
export function keytarKeychain(
  service: string,
  account: "master-key" | "journal-anchor" | "identity",
  timeoutMs: number,
): Keychain {
  type Keytar = typeof import("keytar");
  async function within<T>(
    call: (keytar: Keytar) => Promise<T>,
  ): Promise<Result<T, KeychainFault>> {
    // The keychains of the other systems report a lock by failing, so the lock is checked in advance on Linux alone.
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
      const item = await within((keytar) => keytar.getPassword(service, account));
      // gnome-keyring replaces a keyring that it can't read by a new one.
      const isLost = item.ok && item.value === null && (await keyringForm(timeoutMs)) === "damaged";
      return isLost ? refused("keychain-damaged") : item;
    },
    write: (value) =>
      within(async (keytar) => {
        await keytar.setPassword(service, account, value);
        return null;
      }),
  };
}
