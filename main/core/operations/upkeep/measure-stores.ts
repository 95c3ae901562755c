import type { Measurements } from "../../domain/health.ts";
import { userIdsLeft } from "../../domain/user-id.ts";
import type { UserIdRange } from "../../domain/user-id.ts";
import type { Timer } from "../../ports/clock.ts";
import type { ExaminedRegistry, RegistryExamination } from "../../ports/examined-registry.ts";
import type { ExamineKey } from "../../ports/health.ts";
import type { JournalAnchorStore } from "../../ports/journal-anchor.ts";
import type { Proofs } from "../../ports/vault.ts";

/** Registry and keychain of a kiosk, for an examination. */
export interface MeasuredStores {
  readonly registry: RegistryExamination;
  readonly anchor: Pick<JournalAnchorStore, "read">;
  readonly examineKey: ExamineKey;
  readonly timer: Pick<Timer, "now">;
  readonly userIds: UserIdRange;
}

interface Found extends Pick<Measurements, "keychain" | "registry"> {
  /** The caller closes it. null: it can't be read. */
  readonly opened: ExaminedRegistry | null;
  /** null: the registry's key is missing. */
  readonly proofs: Proofs | null;
}

/**
 * Examines the anchor, the registry, and the keychain's key, in this order: the anchor never runs ahead, and the
 * registry states which key there must be.
 */
export async function measureStores(stores: MeasuredStores): Promise<Found> {
  const { anchor, examineKey, timer, userIds } = stores;
  const remembered = await anchor.read();
  let begun = timer.now();
  const since = () => Math.round(timer.now() - begun);
  const examined = await stores.registry.examine(remembered.ok ? remembered.value : null);
  const registry = {
    state: examined.ok ? ("well" as const) : examined.refusal,
    version: examined.ok ? stores.registry.schemaVersion : null,
    bytes: stores.registry.bytes(),
    ...(examined.ok && { userIdsLeft: leftOf(examined.value, userIds) }),
    milliseconds: since(),
  };
  const opened = examined.ok ? examined.value : null;
  begun = timer.now();
  const { state, proofs } = await examineKey(opened?.fingerprint ?? null);
  return { registry, opened, keychain: { state, milliseconds: since() }, proofs };
}

function leftOf({ greatestUserId }: ExaminedRegistry, range: UserIdRange): number | null {
  return range.lastUserId === null ? null : userIdsLeft(greatestUserId, range);
}
