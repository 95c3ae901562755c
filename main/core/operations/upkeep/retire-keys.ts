import { ok } from "../../../../preload/contract/result.ts";
import type { Result } from "../../../../preload/contract/result.ts";
import type { KeysFault } from "../../ports/keys.ts";
import { sealingKeys } from "./reseal-secrets.ts";
import { changingRing, rotationRow, rowsUnder } from "./rotate-keys.ts";
import type { RingParts } from "./rotate-keys.ts";

/**
 * Deletes the keys of before a rotation, which another service has done, from this ring once no secret needs them; a next
 * key stays. Answers their ids. Order of writes: the ring, then the journal; a restart in between lacks the row alone.
 */
export function retireKeys(
  parts: Pick<RingParts, "registry" | "keys" | "clock" | "shared">,
): Promise<Result<readonly string[], KeysFault>> {
  const { keys, clock, shared } = parts;
  return changingRing(parts)(async (rows) => {
    const listed = await keys.list();
    if (!listed.ok) return listed;
    const sealing = sealingKeys(listed.value);
    const all = sealing.map(({ id }) => id);
    const current = await rows.sealingKey();
    const former = all.slice(0, Math.max(0, all.indexOf(current ?? "")));
    if (former.length === 0) return ok([]);
    const counted = rowsUnder(sealing, await rows.sealedSecrets());
    const ids = former.filter((id) => counted(id) === 0);
    if (ids.length === 0) return ok([]);
    const gone = await keys.forget(ids);
    if (!gone.ok) return gone;
    const detail = `key=${current ?? ""} former=${ids.join(",")}`;
    await rows.appendJournal(rotationRow("done", clock(), detail));
    await shared?.noteChange(all.filter((id) => !ids.includes(id)));
    return ok(ids);
  });
}
