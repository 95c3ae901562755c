import { realpathSync } from "node:fs";
import type { ServiceFault } from "../../preload/contract/answers.ts";
import { ok, refused } from "../../preload/contract/result.ts";
import type { Result } from "../../preload/contract/result.ts";
import { makeFolder } from "../adapters/folders.ts";
import type { IdentityFault } from "../adapters/keychain-vault/keychain-identity.ts";
import { versionsHere } from "../adapters/versions.ts";
import { connectTo } from "../kiosk/service-client/pinned-agent.ts";
import { faultOfTrouble } from "../kiosk/service-client/service-faults.ts";
import { hostFrom, makeServiceClient } from "../kiosk/service-client/service-client.ts";
import { makeKeyPair } from "../network/certificate.ts";
import { identityOf } from "../network/identity.ts";
import type { KeptIdentity } from "../network/identity.ts";
import type { JoinReply } from "../network/protocol.ts";
import type { KioskPlace } from "./command-place.ts";
import { aboutKiosk, identityStoreOf } from "./service-link.ts";

/** A kiosk that joins the bank's service with its one identity. */
export interface Joining {
  /** Of the identity that asks. */
  readonly fingerprint: string;
  readonly notAfter: number;
  /** The service's fingerprint as it was confirmed before; null: it never was. */
  readonly pin: string | null;
  /** Connects, sends nothing, and answers the fingerprint of the service's key. */
  serviceFingerprint(): Promise<Result<string, "service-unreachable">>;
  /** Keeps `pin`, and asks the service with that key to approve this kiosk. */
  join(pin: string): Promise<Result<JoinReply, ServiceFault | IdentityFault | "service-refuses">>;
}

const connectMs = 5_000;
/** Three years. */
const validDays = 3 * 365;

/**
 * Makes the kiosk's identity where there is none, in its keychain. `renew`: makes the one that follows the present one,
 * which serves until the service has approved the other; further joins ask for that one. `host`: `HOST:PORT`.
 */
export async function openJoining(
  { config, dataDir, clock }: KioskPlace,
  { host, renew }: { readonly host: string; readonly renew: boolean },
): Promise<Result<Joining, IdentityFault | "data-folder-unwritable">> {
  let folder: string;
  try {
    // The keychain knows a kiosk by its folder.
    makeFolder(dataDir);
    folder = realpathSync(dataDir);
  } catch {
    return refused("data-folder-unwritable");
  }
  const store = identityStoreOf(config, folder);
  const read = await store.read();
  if (!read.ok) return read;
  const made = () => makeKeyPair(config.kiosk.name, clock(), validDays);
  let kept: KeptIdentity = read.value ?? { current: await made(), next: null, service: null };
  if (renew && read.value !== null) kept = { ...kept, next: await made() };
  const written = await store.write(kept);
  if (!written.ok) return written;

  const asking = kept.next ?? kept.current;
  return ok({
    ...identityOf(asking.certificate),
    pin: kept.service,
    async serviceFingerprint() {
      try {
        const { socket, fingerprint } = await connectTo(hostFrom(host), asking, connectMs);
        socket.destroy();
        return ok(fingerprint);
      } catch {
        return refused("service-unreachable");
      }
    },
    async join(pin) {
      const pinned = { ...kept, service: pin };
      const confirmed = await store.write(pinned);
      if (!confirmed.ok) return confirmed;
      const version = versionsHere().kiosk;
      const client = makeServiceClient({
        ...{ hosts: [hostFrom(host)], identity: asking, pin, version, clock },
      });
      const joined = await client.join(aboutKiosk(config));
      client.close();
      if (!joined.ok) return refused(faultOfTrouble(joined.refusal) ?? "service-refuses");
      if (joined.value.state !== "approved" || kept.next === null) return joined;
      const taken = await store.write({ ...pinned, current: kept.next, next: null });
      return taken.ok ? joined : taken;
    },
  });
}
