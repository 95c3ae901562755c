import { databaseFigures } from "../service/database-figures.ts";
import { identityRows } from "../service/identities/identity-rows.ts";
import { standingOf } from "../service/identities/identity.ts";
import { newestVersion } from "../registry/postgresql/migrate.ts";
import { listKeys } from "../core/operations/upkeep/rotate-keys.ts";
import type { ListedKey } from "../core/operations/upkeep/rotate-keys.ts";
import { ownIdentity, ringAt } from "./service-place.ts";
import type { ServicePlace } from "./service-place.ts";
import { openServiceStores } from "./service-stores.ts";
import type { ServiceFault, ServiceStores } from "./service-stores.ts";

/** One part of the service, for people. */
export interface ServiceLine {
  readonly subject:
    "database" | "standby" | "keys" | "kiosks" | "mails" | "webhooks" | "clock" | "identity";
  readonly grade: "good" | "warning" | "fault";
  readonly words: string;
}

/** Mails and webhooks that wait longer than this are looked after by somebody. */
const longWaitSeconds = 60 * 60;
/** A clock that is further off than this would give codes of other minutes, where it judged. */
const farOffMs = 30_000;

/** Examines database, ring, kiosks, mails, webhooks and clock. A fault of the stores is told by `worded`. */
export async function examineService(
  place: ServicePlace,
  worded: (fault: ServiceFault) => string,
): Promise<readonly ServiceLine[]> {
  const identity = await identityLine(place);
  const opened = await openServiceStores(place, "command");
  if (!opened.ok) {
    const isOfKeys =
      typeof opened.refusal === "string" && /^(?:keychain|ring|hsm)-/.test(opened.refusal);
    const subject = isOfKeys ? "keys" : "database";
    return [{ subject, grade: "fault", words: worded(opened.refusal) }, identity];
  }
  await using stores = opened.value;
  return [
    {
      ...{ subject: "database", grade: "good" },
      words: `${stores.at.where}; schema ${String(newestVersion)}`,
    },
    await standbyLine(stores, place),
    await keysLine(stores, place),
    await kiosksLine(stores),
    ...(await outboxLines(stores, place)),
    clockLine(stores),
    identity,
  ];
}

async function identityLine(place: ServicePlace): Promise<ServiceLine> {
  const subject = "identity";
  try {
    return { subject, grade: "good", words: (await ownIdentity(place)).fingerprint };
  } catch (error) {
    return { subject, grade: "fault", words: error instanceof Error ? error.message : "unknown" };
  }
}

async function standbyLine(
  { network }: ServiceStores,
  { config }: ServicePlace,
): Promise<ServiceLine> {
  const subject = "standby";
  if (await network.hasStandby()) {
    return { subject, grade: "good", words: "each commit is on a second machine" };
  }
  const what = config.database === null ? "a private cluster has none" : "no synchronous standby";
  return {
    ...{ subject, grade: "warning" },
    words: `${what}: should the database's machine die, used codes and locks are forgotten`,
  };
}

/** A ring that takes no writes keeps keys of before a rotation: they are to be taken out where it comes from. */
async function keysLine(stores: ServiceStores, place: ServicePlace): Promise<ServiceLine> {
  const subject = "keys";
  const listed = await listKeys(stores);
  const { where } = ringAt(place);
  if (!listed.ok) return { subject, grade: "fault", words: `${where} can't be read` };
  const idsOf = (wanted: ListedKey["use"]) =>
    listed.value.filter(({ use, purpose }) => use === wanted && purpose === "token-secrets");
  const told = (["in-use", "next", "former"] as const).flatMap((use) => {
    const ids = idsOf(use).map(({ id }) => id);
    return ids.length === 0 ? [] : [`${use === "in-use" ? "in use" : use} ${ids.join(", ")}`];
  });
  const isSpent = idsOf("former").some(({ rows }) => rows === 0);
  const words = `ring in ${where}: ${told.join("; ")}`;
  return isSpent
    ? { subject, grade: "warning", words: `${words}; no secret needs the former: take it out` }
    : { subject, grade: "good", words };
}

async function kiosksLine({ network, clock }: ServiceStores): Promise<ServiceLine> {
  const identities = await identityRows(network.database).all();
  const count = (standing: string) =>
    identities.filter((identity) => standingOf(identity, clock()) === standing).length;
  const [expired, pending] = [count("expired"), count("pending")];
  return {
    ...{ subject: "kiosks", grade: expired + pending > 0 ? "warning" : "good" },
    words: `${String(count("approved"))} approved, ${String(pending)} pending, ${String(expired)} expired, ${String(count("revoked"))} revoked`,
  };
}

async function outboxLines(
  { network }: ServiceStores,
  { config }: ServicePlace,
): Promise<readonly ServiceLine[]> {
  const none = { oldestSeconds: 0 };
  const figures = await databaseFigures(network);
  const { mails, ...mail } = figures?.outbox ?? { ...none, mails: 0 };
  const { events, ...webhook } = figures?.webhooks ?? { ...none, events: 0 };
  const lines = [waitingLine("mails", mails, mail.oldestSeconds)];
  if (config.webhooks === null && events === 0) return lines;
  return [...lines, waitingLine("webhooks", events, webhook.oldestSeconds)];
}

function waitingLine(
  subject: "mails" | "webhooks",
  count: number,
  oldestSeconds: number,
): ServiceLine {
  const isLong = oldestSeconds > longWaitSeconds;
  return {
    ...{ subject, grade: isLong ? "warning" : "good" },
    words: `${String(count)} wait${isLong ? ", the oldest for more than an hour" : ""}`,
  };
}

function clockLine({ clock }: ServiceStores): ServiceLine {
  const offMs = Date.now() - clock();
  const isOff = Math.abs(offMs) > farOffMs;
  return {
    ...{ subject: "clock", grade: isOff ? "warning" : "good" },
    words: `this machine's is ${(offMs / 1_000).toFixed(1)} s ahead of the database's, which judges`,
  };
}
