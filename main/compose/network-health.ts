import { freeBytesAt } from "../adapters/disk.ts";
import type { IdentityStore } from "../adapters/keychain-vault/keychain-identity.ts";
import { keyringForm } from "../adapters/keychain-vault/keyring-file.ts";
import { systemTimer } from "../adapters/system-timer.ts";
import { timeSources } from "../adapters/time/time-sources.ts";
import { versionsHere } from "../adapters/versions.ts";
import type { Config } from "../config/config.ts";
import type { MachineMeasurements } from "../core/domain/machine-health.ts";
import type { Clock } from "../core/ports/clock.ts";

type Measured = Pick<MachineMeasurements, "keychain" | "disk" | "clock" | "versions">;

/**
 * Measures the machine of a kiosk of the bank's network, whose data folder is `folder`. `service`: its address and how far
 * its database's clock is ahead of the kiosk's, by which the clock is judged where no NTP server is configured.
 */
export async function measureMachine(
  config: Config,
  folder: string,
  {
    store,
    clock,
    service,
  }: {
    readonly store: Pick<IdentityStore, "read">;
    readonly clock: Clock;
    readonly service: { readonly host: string; readonly aheadMs: number } | null;
  },
): Promise<Measured> {
  const { ntpServer } = config.clock;
  const time = timeSources(clock);
  const begun = systemTimer.now();
  const read = await store.read();
  const milliseconds = Math.round(systemTimer.now() - begun);
  const isPlain = (await keyringForm(config.keychain.timeoutSeconds * 1_000)) === "plain";
  const byService = service && { server: service.host, offsetMs: -Math.round(service.aheadMs) };
  const here = { server: null, offsetMs: null, synchronised: await time.isSynchronised() };
  return {
    keychain: { state: read.ok ? (isPlain ? "no-password" : "well") : read.refusal, milliseconds },
    disk: { freeBytes: await freeBytesAt(folder)() },
    clock:
      ntpServer === null
        ? (byService ?? here)
        : { server: ntpServer, offsetMs: await time.offsetTo(ntpServer) },
    versions: versionsHere(),
  };
}
