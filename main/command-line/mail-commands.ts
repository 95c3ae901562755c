import type { Result } from "../../preload/contract/result.ts";
import type { KioskPlace } from "../compose/command-place.ts";
import { openStores } from "../compose/open-stores.ts";
import type { Stores } from "../compose/open-stores.ts";
import { maskedAddress } from "../core/domain/masked-address.ts";
import type { OutboxMail } from "../core/domain/outgoing-mail.ts";
import { writtenTime } from "../core/domain/tokyo-day.ts";
import {
  cancelMail,
  listMails,
  retryAll,
  retryMail,
} from "../core/operations/upkeep/manage-mail.ts";
import { ended } from "./command.ts";
import type { Command, Ending, Given } from "./command.ts";
import type { CommandRefusal } from "./refusal-words.ts";

const numberHelp = `NUMBER is a mail's first column of mail list, or its first 8 characters or more.
`;

const listHelp = `Columns, two spaces or more between them, newest mail first:
  NUMBER   of the mail, 32 characters; its Message-ID begins like that
  STATE    waiting: it is tried again; refused: the server said that there is no such address, or takes no such mail
           ever; expired: given up after 5 days; sent; cancelled: a new token or address, or mail cancel
  KIND     issued, started, released: to the customer's address; moved, reissued: to the one they had before
  MADE     when, Japan's time
  TO       the address, masked; erased: so many days after its end (retention.mailAddressDays) a mail has none any more
  USER-ID  of the token that it is about
  TRIES    how often it was tried in vain
  NEXT     when it is tried next: after 1, 5, 15, 30 minutes, then hourly; "now": at the next look, within 30 s
  ANSWER   what came of the last try, and the codes of the server's reply. address: refused for good; put-off: this
           mail not now; away: no server, or none that takes mail now; tls: no encryption, or an untrusted certificate;
           authentication: the kiosk must sign in; denied: relay denied, blocklist, policy; disk: the spool is full
While the server can't take any mail, one is tried for all, and the last line says so.
`;

export const mailCommands: readonly Command[] = [
  {
    name: "mail list",
    options: { all: { does: "those that were sent or cancelled too" } },
    does: "tells the mails that wait, were refused or have expired; also while the kiosk runs",
    help: listHelp,
    run: runList,
  },
  {
    name: "mail retry",
    operands: ["NUMBER|all"],
    does: "has a mail that waits, was refused or has expired tried at once, and for 5 days from now; also while the kiosk runs",
    help: `${numberHelp}"all": every mail that mail list tells and whose address wasn't erased. A running kiosk tries within 30 seconds, another one when it is started.
A mail keeps its Message-ID, so that mail readers show one that did arrive once. One that was sent is sent again by
staff (KST004), as is one to a corrected address. Each is a row of the journal (mail-retry).
`,
    run: runRetry,
  },
  {
    name: "mail cancel",
    operands: ["NUMBER"],
    does: "has a mail never tried again, and health forget it; also while the kiosk runs",
    help: `${numberHelp}A mail that is just being handed over may arrive all the same, and counts as sent then. Rows of the journal: mail,
mail-cancel.
`,
    run: runCancel,
  },
];

async function runList(place: KioskPlace, { options }: Given): Promise<Ending> {
  const opened = await openStores(place, { for: "reading" });
  if (!opened.ok) return ended(opened, String);
  await using stores = opened.value;
  const mails = await listMails(stores, options["all"] === true ? "all" : "open");
  const trouble = await stores.registry.transact((rows) => rows.serverTrouble());
  const lines = [mails.length === 0 ? "There is no such mail." : asTable(mails, place.clock())];
  if (trouble !== null) {
    const { cause, reply, nextTryAt } = trouble;
    const answer = `${cause}${reply === null ? "" : ` ${reply}`}`;
    lines.push(
      `No mail goes out since ${minuteOf(trouble.since)}: ${answer}. Next try: ${minuteOf(nextTryAt)}`,
    );
  }
  return { exitCode: 0, said: lines.join("\n") };
}

async function runRetry(place: KioskPlace, { operands: [number = ""] }: Given): Promise<Ending> {
  return ended(
    await changed(place, (parts) =>
      number === "all" ? retryAll(parts) : retryMail(parts, number),
    ),
    (mails) => `To be tried at once: ${listed(mails)}`,
  );
}

async function runCancel(place: KioskPlace, { operands: [number = ""] }: Given): Promise<Ending> {
  return ended(
    await changed(place, (parts) => cancelMail(parts, number)),
    (mails) => `Cancelled: ${listed(mails)}`,
  );
}

async function changed(
  place: KioskPlace,
  change: (
    parts: Pick<Stores, "registry"> & Pick<KioskPlace, "clock">,
  ) => Promise<Result<readonly OutboxMail[], CommandRefusal>>,
): Promise<Result<readonly OutboxMail[], CommandRefusal>> {
  const opened = await openStores(place, { for: "writing" });
  if (!opened.ok) return opened;
  await using stores = opened.value;
  return await change({ registry: stores.registry, clock: place.clock });
}

function listed(mails: readonly OutboxMail[]): string {
  return mails.length === 0 ? "none" : mails.map(({ id }) => id).join(" ");
}

const titles = "NUMBER STATE KIND MADE TO USER-ID TRIES NEXT ANSWER".split(" ");
const states = { sent: "sent", rejected: "refused", expired: "expired", cancelled: "cancelled" };

function asTable(mails: readonly OutboxMail[], now: number): string {
  const cells = [titles, ...mails.map((mail) => cellsOf(mail, now))];
  const widths = titles.map((_, at) => Math.max(...cells.map((line) => line[at]?.length ?? 0)));
  return cells
    .map((line) =>
      line
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function cellsOf(mail: OutboxMail, now: number): readonly string[] {
  const { id, outcome, kind, createdAt, to, userId, tries, triedAt, nextTryAt, cause, reply } =
    mail;
  const isDue = nextTryAt === null || nextTryAt <= now || (triedAt !== null && triedAt > now);
  const next = outcome !== null ? "-" : isDue ? "now" : minuteOf(nextTryAt);
  return [
    ...[id, outcome === null ? "waiting" : states[outcome], kind, minuteOf(createdAt)],
    ...[to === "" ? "erased" : maskedAddress(to), userId, String(tries), next],
    cause === null ? "-" : `${cause}${reply === null ? "" : ` ${reply}`}`,
  ];
}

/** `2026-11-22T20:15`, in Japan's time zone. */
function minuteOf(at: number): string {
  return writtenTime(at).slice(0, "YYYY-MM-DD hh:mm".length).replace(" ", "T");
}
