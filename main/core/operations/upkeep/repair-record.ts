import { ok, refused } from "../../../../preload/contract/result.ts";
import type { Result } from "../../../../preload/contract/result.ts";
import type { Config } from "../../../config/config.ts";
import type { Clock } from "../../ports/clock.ts";
import type { PasswordHasher, Random } from "../../ports/cryptography.ts";
import type { Registry } from "../../ports/registry.ts";
import { orBroken } from "./or-broken.ts";

/** `record-whole`: there is nothing to repair. */
export type RepairRefusal = "customer-unknown" | "record-whole";

/** The dependencies of a repair. */
interface Repairing {
  readonly registry: Registry;
  readonly passwordHasher: Pick<PasswordHasher, "hash">;
  readonly random: Random;
  readonly clock: Clock;
  readonly config: { readonly token: Pick<Config["token"], "releaseLimitYen"> };
}

/** The bytes of a random password that is never shown. */
const passwordBytes = 32;

/**
 * Takes a customer's record that was changed from outside the kiosk into use again, for the administrator of the
 * machine. As it is unknown what was changed, nothing of it is trusted: live tokens are released and their secrets
 * destroyed, the passwords are unknown to everyone, the limit is 0, the account is stopped (停止) and no failure is
 * counted. The bank's next file brings passwords, limit and 状態 again.
 *
 * Order of writes: one transaction, with the journal.
 */
export async function repairCustomer(
  parts: Repairing,
  customerId: string,
): Promise<Result<null, RepairRefusal>> {
  const { registry, passwordHasher, random, clock, config } = parts;
  const password = Buffer.from(random(passwordBytes)).toString("hex");
  const passwordHash = await passwordHasher.hash(password);
  const at = clock();
  const limitCeilingYen = config.token.releaseLimitYen;
  return registry.transact(async (rows) => {
    const found = await orBroken(rows.customerById(customerId));
    if (found === null) return refused("customer-unknown");
    if (found !== "broken") return refused("record-whole");
    await rows.repairRecord(customerId, { at, passwordHash, limitCeilingYen });
    const event = { at, customerId, action: "customer-status", outcome: "done" } as const;
    await rows.appendJournal({
      ...event,
      detail: "status=suspended token=released record=repaired",
    });
    return ok(null);
  });
}
