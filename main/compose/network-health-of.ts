import type { HealthReport } from "../../preload/contract/health.ts";
import { ok } from "../../preload/contract/result.ts";
import type { Config } from "../config/config.ts";
import { assessedMachine } from "../core/domain/machine-health.ts";
import type { MachineMeasurements } from "../core/domain/machine-health.ts";
import type { Clock } from "../core/ports/clock.ts";
import { faultOfTrouble } from "../kiosk/service-client/service-faults.ts";
import type { ServiceLink } from "../kiosk/service-client/service-link.ts";
import type { WatchReply } from "../network/protocol.ts";
import { measureMachine } from "./network-health.ts";
import { identityStoreOf, serviceLinkOf } from "./service-link.ts";

/**
 * The health of the kiosk of the bank's network whose data folder is `folder`, in service or not: its own machine, and
 * what the service says to it.
 */
export async function networkHealthOf(
  config: Config,
  service: NonNullable<Config["service"]>,
  { folder, clock }: { readonly folder: string; readonly clock: Clock },
): Promise<HealthReport> {
  const { read } = identityStoreOf(config, folder);
  // An examination changes nothing.
  const store = { read, write: async () => ok(null) };
  const link = serviceLinkOf(config, service, { store, clock });
  await link.refresh();
  // It answers at once to one who has not heard anything yet.
  const reply = (await link.client()?.watch(0)) ?? null;
  const heard = reply?.ok === true ? reply.value : null;
  const state = reply?.ok === false ? faultOfTrouble(reply.refusal) : stateOf(link, heard);
  const by = heard && { host: link.client()?.host() ?? "", aheadMs: heard.at - clock() };
  const machine = await measureMachine(config, folder, { store, clock, service: by });
  const identity = link.identity();
  const host = link.client()?.host() ?? null;
  link.close();
  return assessedMachine(
    {
      ...machine,
      service: {
        state: state ?? "service-unreachable",
        ...{ host, fingerprint: identity?.fingerprint ?? null },
        ...{ serviceFingerprint: identity?.pin ?? null, endsAt: identity?.notAfter ?? null },
      },
    },
    clock(),
  );
}

function stateOf(
  link: ServiceLink,
  heard: WatchReply | null,
): MachineMeasurements["service"]["state"] {
  if (heard !== null) return heard.warnings.includes("no-standby") ? "no-standby" : "well";
  return link.identity() === null ? "identity-missing" : "service-unreachable";
}
