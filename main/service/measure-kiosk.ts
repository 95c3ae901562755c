import * as v from "valibot";
import type { Measurements } from "../core/domain/health.ts";
import type { MachineHealth } from "../network/protocol.ts";
import type { NetworkRegistry } from "../registry/postgresql/open-network-registry.ts";
import { newestVersion } from "../registry/postgresql/migrate.ts";
import type { JournalVerdict } from "./verify-chains.ts";

/** The shape of `MachineHealth` as far as its lines need it; the words of its states are the kiosk's own. */
const machineHealth = v.looseObject({
  keychain: v.looseObject({ state: v.string(), milliseconds: v.number() }),
  disk: v.looseObject({ freeBytes: v.nullable(v.number()) }),
  clock: v.looseObject({ server: v.nullable(v.string()), offsetMs: v.nullable(v.number()) }),
  versions: v.looseObject({ kiosk: v.string() }),
});

const nothingMeasured: MachineHealth = {
  keychain: { state: "well", milliseconds: 0 },
  disk: { freeBytes: null },
  clock: { server: null, offsetMs: null },
  versions: { kiosk: "", electron: null, chromium: null, node: "", sqlite: "" },
};

/** Failed mails that are looked at. */
const mostFailed = 1_000;

/**
 * The health of a kiosk of the network: its own machine as it `measured` it, and of the service what it needs. `kioskAt`: the
 * kiosk's clock when the request left it.
 */
export async function measureKiosk(
  { registry, database }: Pick<NetworkRegistry, "registry" | "database">,
  journal: () => JournalVerdict,
  measured: unknown,
): Promise<Measurements> {
  const machine = v.is(machineHealth, measured)
    ? (measured as unknown as MachineHealth)
    : nothingMeasured;
  const begun = performance.now();
  const trouble = await registry.read((rows) => rows.serverTrouble());
  const milliseconds = Math.round(performance.now() - begun);
  const { unsent, oldest } = await database
    .selectFrom("outbox")
    .select(({ fn }) => [fn.countAll<number>().as("unsent"), fn.min("created_at").as("oldest")])
    .where("closed_at", "is", null)
    .executeTakeFirstOrThrow();
  const failed = await database
    .selectFrom("outbox")
    .select(["outcome", "closed_at"])
    .where("outcome", "in", ["rejected", "expired"])
    .orderBy("closed_at", "desc")
    .limit(mostFailed)
    .execute();
  return {
    keychain: machine.keychain as Measurements["keychain"],
    registry: { state: "well", version: newestVersion, bytes: null, milliseconds },
    disk: machine.disk,
    clock: machine.clock,
    mail: {
      unsent,
      oldestAt: oldest,
      failed: failed.flatMap(({ outcome, closed_at: at }) =>
        at !== null && (outcome === "rejected" || outcome === "expired") ? [{ outcome, at }] : [],
      ),
      trouble,
    },
    versions: machine.versions,
    backup: null,
    journal: journal(),
  };
}
