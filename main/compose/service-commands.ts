import { ok, refused } from "../../preload/contract/result.ts";
import type { Result } from "../../preload/contract/result.ts";
import { argon2PasswordHasher } from "../adapters/argon2-password-hasher.ts";
import type { HsmFault } from "../adapters/keychain-vault/pkcs11-keychain.ts";
import { recoverKeys } from "../adapters/keychain-vault/recover-keys.ts";
import type { RecoverRefusal } from "../adapters/keychain-vault/recover-keys.ts";
import { systemMonotonicClock } from "../adapters/system-clock.ts";
import { sealingKeys } from "../core/operations/upkeep/reseal-secrets.ts";
import type { StaffMember } from "../core/domain/staff.ts";
import type { KnownKey } from "../core/ports/keys.ts";
import type { DatabaseFault } from "../registry/postgresql/database-errors.ts";
import {
  migrateNetworkRegistry,
  openNetworkRegistry,
} from "../registry/postgresql/open-network-registry.ts";
import {
  approveKiosk,
  kioskDetail,
  provenMember,
  revokeKiosk,
} from "../service/identities/decide.ts";
import type { DecisionRefusal, Typed } from "../service/identities/decide.ts";
import type { Identity } from "../service/identities/identity.ts";
import { identityRows } from "../service/identities/identity-rows.ts";
import { ringHolders } from "../service/ring-holders.ts";
import { databaseAt, ringAt } from "./service-place.ts";
import type { PlaceFault, ServicePlace } from "./service-place.ts";
import { openServiceStores } from "./service-stores.ts";
import type { ServiceFault } from "./service-stores.ts";

/** Brings the schema of the place's database up to date. */
export async function migrateService(
  place: ServicePlace,
): Promise<Result<{ readonly from: number; readonly to: number }, PlaceFault | DatabaseFault>> {
  const at = await databaseAt(place, "command");
  if (!at.ok) return at;
  try {
    return await migrateNetworkRegistry(at.value.settings);
  } finally {
    await at.value.stop();
  }
}

/** The kiosks, and the database's time. */
export async function kiosksOf(
  place: ServicePlace,
): Promise<
  Result<{ readonly identities: readonly Identity[]; readonly now: number }, ServiceFault>
> {
  const opened = await openServiceStores(place, "command");
  if (!opened.ok) return opened;
  await using stores = opened.value;
  return ok({
    identities: await identityRows(stores.network.database).all(),
    now: stores.clock(),
  });
}

/** What is needed to decide about a kiosk; closed on disposal. */
export interface Deciding extends AsyncDisposable {
  readonly kiosks: readonly Identity[];
  proven(
    typed: Typed,
    role: StaffMember["role"],
    kiosk: Identity,
  ): Promise<Result<StaffMember, DecisionRefusal>>;
  approve(
    kiosk: Identity,
    by: { readonly maintainer: StaffMember; readonly approver: StaffMember },
  ): Promise<Result<null, DecisionRefusal>>;
  revoke(kiosk: Identity, maintainer: StaffMember): Promise<Result<null, DecisionRefusal>>;
}

export async function deciding(place: ServicePlace): Promise<Result<Deciding, ServiceFault>> {
  const opened = await openServiceStores(place, "command");
  if (!opened.ok) return opened;
  const { network, clock, seal, [Symbol.asyncDispose]: close } = opened.value;
  const parts = {
    ...{ network, clock, seal, monotonicClock: systemMonotonicClock },
    ...{ passwordHasher: argon2PasswordHasher, config: place.config.core },
  };
  return ok({
    kiosks: await identityRows(network.database).all(),
    proven: (typed, role, kiosk) => {
      const action = kiosk.state === "pending" ? "kiosk-approve" : "kiosk-revoke";
      return provenMember(parts, typed, role, { action, detail: kioskDetail(kiosk) });
    },
    approve: (kiosk, by) => approveKiosk(parts, kiosk, by),
    revoke: (kiosk, maintainer) => revokeKiosk(parts, kiosk, maintainer),
    [Symbol.asyncDispose]: close,
  });
}

/**
 * Writes the keys of an escrow into the ring's home, also while the service serves, which then has them at once; a
 * database that knows a ring takes no other.
 */
export async function recoverServicesKeys(
  place: ServicePlace,
  escrow: string,
  passphrase: string,
): Promise<Result<readonly KnownKey[], RecoverRefusal | PlaceFault | DatabaseFault | HsmFault>> {
  const at = await databaseAt(place, "command");
  if (!at.ok) return at;
  try {
    const opened = await openNetworkRegistry(at.value.settings, "recovery");
    if (!opened.ok) return refused(opened.refusal);
    const network = opened.value;
    try {
      const { change, noteChange } = ringHolders(network, place.config.service.name, null);
      return await change(async (rows) => {
        const fingerprint = await rows.masterKeyFingerprint();
        const { keychain, trouble } = ringAt(place);
        const recovered = await recoverKeys(keychain, { escrow, passphrase, fingerprint });
        if (!recovered.ok) return refused(trouble() ?? recovered.refusal);
        await noteChange(sealingKeys(recovered.value).map(({ id }) => id));
        return recovered;
      });
    } finally {
      await network.close();
    }
  } finally {
    await at.value.stop();
  }
}
