import { createHmac, randomUUID } from "node:crypto";
import { realpathSync } from "node:fs";
import path from "node:path";
import type { Fault } from "../../preload/contract/answers.ts";
import type { IdentityStore } from "../adapters/keychain-vault/keychain-identity.ts";
import { makeFolder } from "../adapters/folders.ts";
import { outputFilesIn } from "../adapters/output-files.ts";
import { systemRandom } from "../adapters/system-random.ts";
import { newFilesIn } from "../adapters/write-new-file.ts";
import type { Config } from "../config/config.ts";
import { endsSoon } from "../core/domain/machine-health.ts";
import type { MachineMeasurements } from "../core/domain/machine-health.ts";
import { outOfService } from "../core/middleware/out-of-service.ts";
import type { Clock } from "../core/ports/clock.ts";
import type { Log } from "../core/ports/log.ts";
import type { Machine } from "../core/ports/machine.ts";
import { faultNotes } from "../adapters/fault-notes.ts";
import { makeWaitingFaults } from "../core/operations/upkeep/waiting-faults.ts";
import { notedLog } from "./noted-log.ts";
import { makeAskedAgain } from "../kiosk/service-client/asked-again.ts";
import { makeErrands } from "../kiosk/service-client/errands.ts";
import { makeSentVerbs } from "../kiosk/service-client/sent-verbs.ts";
import { isPassing } from "../kiosk/service-client/service-faults.ts";
import type { ServiceClientParts } from "../kiosk/service-client/service-client.ts";
import type { ServiceLink } from "../kiosk/service-client/service-link.ts";
import { makeTellHealth } from "../kiosk/service-client/tell-health.ts";
import { makeServiceWatch } from "../kiosk/service-client/service-watch.ts";
import type { ServiceWatch } from "../kiosk/service-client/service-watch.ts";
import { inBackground } from "./in-background.ts";
import type { Settings } from "./in-service.ts";
import type { Kiosk, KioskPlacement } from "./kiosk.ts";
import { measureMachine } from "./network-health.ts";
import { makeNetworkHome } from "./network-home.ts";
import { identityStoreOf, serviceLinkOf } from "./service-link.ts";
import { sweepFiles } from "./sweep-files.ts";

/** Reading the keychain starts programs; a person who has just joined can wait so long. */
const refreshIntervalMs = 3_000;
/** For files whose time is over, and for an identity that follows one which ends soon. */
const upkeepIntervalMs = 3_600_000;
/** How often it is seen whether the service is to be told how the machine is. */
const tellIntervalMs = 60_000;

interface NetworkParts extends Machine {
  readonly clock: Clock;
  readonly log: Log;
  /** The kiosk's identity; without it, that of the keychain. */
  readonly store?: IdentityStore;
  /** The times of requests; without them, the usual ones. */
  readonly limits?: ServiceClientParts["limits"];
}

/** A kiosk of the bank's network: no registry, no token secret, and one key that lets it speak to the bank's service. */
export async function networkKiosk(
  settings: Settings,
  service: NonNullable<Config["service"]>,
  { dataDir, onSpent }: KioskPlacement,
  parts: NetworkParts,
): Promise<Kiosk> {
  const { config, brand } = settings;
  const { clock } = parts;
  const folder = openedFolder(dataDir);
  if (folder === null) {
    const handle = outOfService(config, brand, clock, "data-folder-unwritable");
    return { handle, log: parts.log, random: systemRandom, close: () => Promise.resolve() };
  }
  const waiting = makeWaitingFaults(faultNotes(folder), clock);
  const log = notedLog(parts.log, waiting);
  const store = parts.store ?? identityStoreOf(config, folder);
  const link = serviceLinkOf(config, service, { store, clock, limits: parts.limits });
  const newId = () => randomUUID();
  const digestKey = systemRandom(32);

  let refreshedAt = -Infinity;
  const refresh = async (): Promise<void> => {
    if (performance.now() - refreshedAt < refreshIntervalMs) return;
    await link.refresh();
    refreshedAt = performance.now();
    if (link.fault() === "keychain-restarted") onSpent?.();
  };
  const watch: ServiceWatch = makeServiceWatch({
    clock,
    async look() {
      const fault = watch.fault();
      // What a person does about these faults is found in the keychain.
      if (link.client() === null || (fault !== null && !isPassing(fault))) await refresh();
      return home.look();
    },
    wait: async (since) => (await link.client()?.watch(since)) ?? noClient,
    onChange: (fault) => {
      if (fault === null) return log.info("in-service");
      log.info("out-of-service", { fault });
      waiting.add(`out-of-service-${fault}`);
    },
  });
  const measure = async () => {
    const aheadMs = watch.aheadMs();
    const host = link.client()?.host();
    const by = aheadMs === null || host === undefined ? null : { host, aheadMs };
    return measureMachine(config, folder, { store, clock, service: by });
  };
  const sent = makeSentVerbs({
    client: link.client,
    ...{ fault: watch.fault, note: watch.note, newId, log },
    isBack: async () => (await home.look()) === null,
    asked: makeAskedAgain(
      (text) => createHmac("sha256", digestKey).update(text).digest("hex"),
      newId,
    ),
    errands: makeErrands(parts, newFilesIn(path.join(folder, "exports")), log),
    waiting,
    measure,
  });
  const home = makeNetworkHome({
    ...{ settings, clock, watch, sent, newId },
    ...{ client: link.client, clientFault: link.fault },
    serviceFacts: () => serviceFactsOf(link, watch),
  });

  const upkeep = inBackground(log, {
    "sweep-files": () =>
      sweepFiles(outputFilesIn(folder), config, { clock, aheadMs: watch.aheadMs() }),
    "renew-identity": async () => {
      const identity = link.identity();
      if (identity !== null && endsSoon(identity.notAfter, clock())) await link.refresh();
    },
  });
  await watch.start();
  upkeep();
  const tellHealth = makeTellHealth({
    ...{ client: link.client, fault: watch.fault, measure, newId },
    now: () => performance.now(),
  });
  const timers = [
    setInterval(upkeep, upkeepIntervalMs),
    setInterval(inBackground(log, { "tell-health": tellHealth }), tellIntervalMs),
  ];
  return {
    handle: home.handle,
    log,
    random: systemRandom,
    async close() {
      for (const timer of timers) clearInterval(timer);
      watch.stop();
      await home.handle("signOut", {});
      await home.handle("staffSignOut", {});
      link.close();
    },
  };
}

const noClient = { ok: false, refusal: { is: "unreachable" } } as const;

/** The state of the link for reports. */
function serviceFactsOf(
  link: Pick<ServiceLink, "client" | "fault" | "identity">,
  watch: Pick<ServiceWatch, "fault" | "warnings">,
): MachineMeasurements["service"] {
  const identity = link.identity();
  const fault = watch.fault();
  const warned = watch.warnings().includes("no-standby");
  return {
    state: fault !== null && isServiceFault(fault) ? fault : warned ? "no-standby" : "well",
    host: link.client()?.host() ?? null,
    fingerprint: identity?.fingerprint ?? null,
    serviceFingerprint: identity?.pin ?? null,
    endsAt: identity?.notAfter ?? null,
  };
}

type ServiceState = MachineMeasurements["service"]["state"];

function isServiceFault(fault: Fault): fault is Extract<Fault, ServiceState> {
  return fault.startsWith("service-") || fault.startsWith("identity-");
}

/** The real path of the data folder, made where it is missing; null: that can't be. */
function openedFolder(dataDir: string): string | null {
  try {
    makeFolder(dataDir);
    return realpathSync(dataDir);
  } catch {
    return null;
  }
}
