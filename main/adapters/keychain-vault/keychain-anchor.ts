import { ok } from "../../../preload/contract/result.ts";
import type { JournalAnchor } from "../../core/domain/journal-chain.ts";
import type { JournalAnchorStore } from "../../core/ports/journal-anchor.ts";
import type { Keychain } from "./keytar-keychain.ts";

/**
 * The anchor as an item of the OS keychain: number and MAC of the row, with a space between. It needs no seal: who can
 * write there can read the master key. What isn't of that form counts as none.
 */
export function keychainAnchor(keychain: Keychain): JournalAnchorStore {
  return {
    async read() {
      const kept = await keychain.read();
      return kept.ok ? ok(anchorFrom(kept.value)) : kept;
    },
    write: ({ count, lastMac }) => keychain.write(`${String(count)} ${lastMac}`),
  };
}

function anchorFrom(value: string | null): JournalAnchor | null {
  const [, count, lastMac] = /^(\d+) ([0-9a-f]{64})$/.exec(value ?? "") ?? [];
  return lastMac === undefined ? null : { count: Number(count), lastMac };
}
