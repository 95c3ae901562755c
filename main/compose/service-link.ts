import { keychainIdentity } from "../adapters/keychain-vault/keychain-identity.ts";
import type { IdentityStore } from "../adapters/keychain-vault/keychain-identity.ts";
import { keytarKeychain } from "../adapters/keychain-vault/keytar-keychain.ts";
import { versionsHere } from "../adapters/versions.ts";
import type { Config } from "../config/config.ts";
import type { Clock } from "../core/ports/clock.ts";
import { makeServiceLink } from "../kiosk/service-client/service-link.ts";
import type { ServiceLink } from "../kiosk/service-client/service-link.ts";
import { hostFrom } from "../kiosk/service-client/service-client.ts";
import type { ServiceClientParts } from "../kiosk/service-client/service-client.ts";
import type { Host } from "../kiosk/service-client/pinned-agent.ts";
import type { JoinMessage } from "../network/protocol.ts";
import { keychainPlace } from "./keychain.ts";

/** The identity of the kiosk of the data folder `folder` (its real path), in the keychain. */
export function identityStoreOf(config: Config, folder: string): IdentityStore {
  const { service, timeoutMs } = keychainPlace(config, folder);
  return keychainIdentity(keytarKeychain(service, "identity", timeoutMs));
}

/** How the kiosk introduces itself to those who approve it. */
export function aboutKiosk({ kiosk }: Config): JoinMessage {
  return { name: kiosk.name, branch: kiosk.branch, version: versionsHere().kiosk };
}

/** The link of a kiosk of the bank's network to its service. */
export function serviceLinkOf(
  config: Config,
  service: NonNullable<Config["service"]>,
  {
    store,
    clock,
    limits,
  }: {
    readonly store: IdentityStore;
    readonly clock: Clock;
    readonly limits?: ServiceClientParts["limits"];
  },
): ServiceLink {
  return makeServiceLink({
    hosts: hostsOf(service.hosts),
    fingerprint: service.fingerprint ?? null,
    about: aboutKiosk(config),
    version: versionsHere().kiosk,
    ...{ store, clock, limits },
  });
}

function hostsOf(hosts: readonly string[]): readonly [Host, ...Host[]] {
  const [first, ...others] = hosts.map(hostFrom);
  if (first === undefined)
    throw new Error("The configuration's schema lets no service be without a host");
  return [first, ...others];
}
