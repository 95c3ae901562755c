import { ok } from "../../../preload/contract/result.ts";
import type { JournalAnchor } from "../../core/domain/journal-chain.ts";
import type { JournalAnchorStore } from "../../core/ports/journal-anchor.ts";
import type { Keychain } from "./keytar-keychain.ts";

/**
 * The anchor as an item of the OS keychain: number and MAC of the row, separated by a space. It needs no seal, because
 * a process that can write this item can also read the master key. A text of another form counts as no anchor.
 */
export function keychainAnchor(keychain: Keychain): JournalAnchorStore {
  return {
    async read() {
      const item = await keychain.read();
      return item.ok ? ok(anchorFrom(item.value)) : item;
    },
    write: ({ count, lastMac }) => keychain.write(`${String(count)} ${lastMac}`),
  };
}

function anchorFrom(value: string | null): JournalAnchor | null {
  const [, count, lastMac] = /^(\d+) ([0-9a-f]{64})$/.exec(value ?? "") ?? [];
  return lastMac === undefined ? null : { count: Number(count), lastMac };
}
