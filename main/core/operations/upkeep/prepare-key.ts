import { ok, refused } from "../../../../preload/contract/result.ts";
import type { Result } from "../../../../preload/contract/result.ts";
import type { KeysFault } from "../../ports/keys.ts";
import { sealingKeys } from "./reseal-secrets.ts";
import { changingRing, rotationRow } from "./rotate-keys.ts";
import type { RingParts } from "./rotate-keys.ts";

/** Other services whose rings have a next key that this one lacks. */
export interface Ahead {
  readonly ahead: readonly string[];
}

/** The key that the next rotation takes. */
export interface Prepared {
  readonly keyId: string;
  /** Whether it was made now. */
  readonly isNew: boolean;
}

/**
 * Makes the next key in the ring, under which nothing is sealed before a rotation: so it can be brought to the bank's other
 * services first. There is one next key at a time. Order of writes: the key, then the journal; a restart in between finds
 * the key.
 */
export function prepareKey(parts: RingParts): Promise<Result<Prepared, KeysFault | Ahead>> {
  const { keys, clock, shared } = parts;
  return changingRing(parts)(async (rows) => {
    const listed = await keys.list();
    if (!listed.ok) return listed;
    const ids = sealingKeys(listed.value).map(({ id }) => id);
    const current = await rows.sealingKey();
    const newest = ids.at(-1);
    if (newest !== undefined && newest !== current) return ok({ keyId: newest, isNew: false });
    const ahead = ((await shared?.holders()) ?? []).filter(({ keyIds }) =>
      keyIds.slice(keyIds.indexOf(current ?? "") + 1).some((id) => !ids.includes(id)),
    );
    if (ahead.length > 0) return refused({ ahead: ahead.map(({ name }) => name) });
    const made = await keys.add(clock());
    if (!made.ok) return made;
    const keyId = made.value.id;
    await rows.appendJournal(rotationRow("prepared", clock(), `key=${keyId}`));
    await shared?.noteChange([...ids, keyId]);
    return ok({ keyId, isNew: true });
  });
}
