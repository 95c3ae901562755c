import type { Fault } from "../../../preload/contract/answers.ts";
import type { Result } from "../../../preload/contract/result.ts";
import type { KeyPair } from "../../network/certificate.ts";
import { identityOf } from "../../network/identity.ts";
import type { KeptIdentity } from "../../network/identity.ts";
import type { JoinMessage } from "../../network/protocol.ts";
import { makeServiceClient } from "./service-client.ts";
import type { ServiceClient, ServiceClientParts } from "./service-client.ts";

/** The kiosk's client, by the identity that its keychain holds. */
export interface ServiceLink {
  /** null: there is no identity, or it can't be read. */
  client(): ServiceClient | null;
  /** Why there is no client. */
  fault(): Fault | null;
  /** The identity that is presented, for reports. */
  identity(): {
    readonly fingerprint: string;
    readonly notAfter: number;
    readonly pin: string;
  } | null;
  /** Reads the keychain again: a command may have joined, or made a following identity. Never rejects. */
  refresh(): Promise<void>;
  close(): void;
}

/** The dependencies of a link. */
export interface ServiceLinkParts extends Omit<ServiceClientParts, "identity" | "pin"> {
  /** The service's fingerprint as the configuration states it; null: the one that was confirmed at the join. */
  readonly fingerprint: string | null;
  readonly store: {
    read(): Promise<Result<KeptIdentity | null, Fault>>;
    write(kept: KeptIdentity): Promise<Result<null, Fault>>;
  };
  /** What a following identity is asked to be approved with. */
  readonly about: JoinMessage;
}

/**
 * Presents the kiosk's identity, and once the service has approved the one that follows, that one: it then takes its place
 * in the keychain.
 */
export function makeServiceLink(parts: ServiceLinkParts): ServiceLink {
  let open: {
    readonly client: ServiceClient;
    readonly identity: KeyPair;
    readonly pin: string;
  } | null = null;
  let fault: Fault | null = "identity-missing";

  const take = (identity: KeyPair, pin: string): void => {
    if (open?.identity.certificate === identity.certificate && open.pin === pin) return;
    open?.client.close();
    open = { client: makeServiceClient({ ...parts, identity, pin }), identity, pin };
  };
  const isApproved = async (identity: KeyPair, pin: string): Promise<boolean> => {
    const client = makeServiceClient({ ...parts, identity, pin });
    const joined = await client.join(parts.about);
    client.close();
    return joined.ok && joined.value.state === "approved";
  };
  return {
    client: () => open?.client ?? null,
    fault: () => fault,
    identity: () => open && { ...identityOf(open.identity.certificate), pin: open.pin },
    async refresh() {
      const read = await parts.store.read();
      // A keychain that doesn't answer takes nothing from a client that has its key already.
      if (!read.ok) {
        fault = open === null ? read.refusal : null;
        return;
      }
      const kept = read.value;
      const pin = parts.fingerprint ?? kept?.service ?? null;
      if (kept === null || pin === null) {
        open?.client.close();
        open = null;
        fault = "identity-missing";
        return;
      }
      fault = null;
      const { next } = kept;
      if (next !== null && (await isApproved(next, pin))) {
        await parts.store.write({ ...kept, current: next, next: null });
        take(next, pin);
      } else take(kept.current, pin);
    },
    close() {
      open?.client.close();
    },
  };
}
