import { openServiceStores } from "../../../main/compose/service-stores.ts";
import type { ServiceStores } from "../../../main/compose/service-stores.ts";
import { loadServiceConfig } from "../../../main/config/service-config.ts";
import { otplibOneTimePasswords } from "../../../main/adapters/otplib-one-time-passwords.ts";
import { lostRows } from "../../../main/service/witness-heads.ts";
import { verifyChains } from "../../../main/service/verify-chains.ts";
import { registerIn } from "../../e2e/register.ts";
import type { BranchKiosk } from "./branch-kiosk.ts";
import type { Found } from "./check-rows.ts";
import { passwords } from "./customer.ts";
import type { Customer } from "./customer.ts";
import type { ServiceRunner } from "./service-runner.ts";

const dayMs = 86_400_000;

/** Opens the bank's stores as a command of `service` does. */
export async function openBank({ configFile, dataDir }: ServiceRunner): Promise<ServiceStores> {
  const config = loadServiceConfig(configFile);
  if (!config.ok) throw new Error(`${config.refusal.path} ${config.refusal.problem}`);
  const place = { config: config.value, dataDir, credentials: undefined };
  const opened = await openServiceStores(place, "command");
  if (!opened.ok)
    throw new Error(`The bank's stores don't open: ${JSON.stringify(opened.refusal)}`);
  return opened.value;
}

/** Registers the soak's customers. */
export function registerCustomers(
  { registry }: ServiceStores,
  customers: readonly Customer[],
): Promise<void> {
  const named = customers.map(({ loginId }) => ({
    ...{ loginId, name: `来店 ${loginId}`, transferLimitYen: 300_000 },
  }));
  return registerIn(registry, passwords, named);
}

/** As 保守 and 役席 do one by one: for 200 of them their commands would take a quarter of an hour. */
export async function approveKiosks(
  { network }: ServiceStores,
  kiosks: readonly BranchKiosk[],
): Promise<void> {
  const at = Date.now();
  await network.database
    .insertInto("identities")
    .values(
      kiosks.map(({ name, fingerprint }) => ({
        ...{
          fingerprint,
          name,
          branch: "本店",
          role: "kiosk" as const,
          state: "approved" as const,
        },
        ...{ not_after: at + 365 * dayMs, asked_at: at, approved_by: "[]", revoked_at: null },
        ...{ seen_at: null, version: null, health: null },
      })),
    )
    .execute();
}

/** How many mails wait. */
export async function unsentMails({ network }: ServiceStores): Promise<number> {
  const { unsent } = await network.database
    .selectFrom("outbox")
    .select(({ fn }) => fn.countAll<number>().as("unsent"))
    .where("closed_at", "is", null)
    .executeTakeFirstOrThrow();
  return unsent;
}

/** Lets the mails of services that were killed be sent at once, and not only when their lease of 11 minutes ends. */
export async function endLeases({ network }: ServiceStores): Promise<number> {
  const { numUpdatedRows } = await network.database
    .updateTable("outbox")
    .set({ claimed_until: null, next_try_at: null })
    .where("closed_at", "is", null)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** All that the checks compare with the history. */
export async function lookIntoBank({ network: { database } }: ServiceStores): Promise<Found> {
  const journal = await database
    .selectFrom("journal")
    .select(["place", "kiosk", "customer_id", "user_id", "action", "outcome"])
    .where("customer_id", "is not", null)
    .execute();
  const tokens = await database
    .selectFrom("tokens")
    .select(["user_id", "customer_id", "state", "last_step", "setup_showings"])
    .execute();
  const counts = await database
    .selectFrom("customers")
    .select(["id", "login_failures", "confirmation_failures"])
    .execute();
  const mails = await database
    .selectFrom("outbox")
    .select(["id", "user_id", "kind", "outcome"])
    .execute();
  return {
    journal: journal.map(({ customer_id, user_id, ...row }) => ({
      ...row,
      ...{ customer: customer_id ?? "", userId: user_id },
    })),
    tokens: tokens.map((row) => ({
      ...{ userId: row.user_id, customer: row.customer_id, state: row.state },
      ...{ lastStep: row.last_step, showings: row.setup_showings },
    })),
    failures: Object.fromEntries(
      counts.flatMap((row) => [
        [`${row.id} loginPassword`, row.login_failures],
        [`${row.id} confirmationPassword`, row.confirmation_failures],
      ]),
    ),
    mails: mails.map(({ id, user_id, kind, outcome }) => ({ id, userId: user_id, kind, outcome })),
  };
}

/** Whether every chain of the journal is whole, in words. */
export async function brokenChains({ network, vault }: ServiceStores): Promise<readonly string[]> {
  const { broken } = await verifyChains(network, vault.mac);
  const lost = await lostRows(network, vault, 24);
  return [
    ...(broken === null
      ? []
      : [`the chain ${broken.writer} is broken at ${String(broken.number)}`]),
    ...(lost === null ? [] : [`a witness saw what isn't there: ${JSON.stringify(lost)}`]),
  ];
}

/** Each living token's secret is the one that its customer's phone got. */
export async function strangeSecrets(
  { network, vault }: ServiceStores,
  customers: readonly Customer[],
): Promise<readonly string[]> {
  const rows = await network.database
    .selectFrom("tokens")
    .select(["user_id", "customer_id", "sealed_secret"])
    .where("sealed_secret", "is not", null)
    .execute();
  const phones = new Map(
    customers.flatMap(({ phone }) => (phone ? [[phone.userId, phone.key]] : [])),
  );
  const found = await Promise.all(
    rows.map(async ({ user_id: userId, customer_id: customerId, sealed_secret: sealed }) => {
      const key = phones.get(userId);
      if (key === undefined || sealed === null) return [];
      const secret = await vault.open({ userId, customerId }, Buffer.from(sealed, "base64"));
      const isSame = otplibOneTimePasswords.base32(secret) === key;
      return isSame ? [] : [`${userId} has another secret than its phone`];
    }),
  );
  return found.flat();
}
