import { databaseFigures } from "../service/database-figures.ts";
import { identityRows } from "../service/identities/identity-rows.ts";
import { standingOf } from "../service/identities/identity.ts";
import { newestVersion } from "../registry/postgresql/migrate.ts";
import { ownIdentity } from "./service-place.ts";
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
      typeof opened.refusal === "string" && /^(?:keychain|ring)-/.test(opened.refusal);
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
    keysLine(stores),
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

function keysLine({ known }: ServiceStores): ServiceLine {
  const sealing = known.filter(({ purpose }) => purpose === "token-secrets");
  const ids = sealing.map(({ id }) => id).join(", ");
  return { subject: "keys", grade: "good", words: `token secrets under ${ids}` };
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
