import { refused } from "../../../preload/contract/result.ts";
import type { Result } from "../../../preload/contract/result.ts";
import { openAsker } from "../../command-line/ask.ts";
import type { Asker } from "../../command-line/ask.ts";
import type { Command, Ending, Given } from "../../command-line/command.ts";
import { fingerprintInWords } from "../../command-line/refusal-words.ts";
import { deciding, kiosksOf } from "../../compose/service-commands.ts";
import type { Deciding } from "../../compose/service-commands.ts";
import type { ServicePlace } from "../../compose/service-place.ts";
import type { StaffMember } from "../../core/domain/staff.ts";
import { writtenTime } from "../../core/domain/tokyo-day.ts";
import type { Identity } from "../identities/identity.ts";
import { standingOf } from "../identities/identity.ts";
import { serviceEnded } from "./refusal-words.ts";
import type { ServiceRefusal } from "./refusal-words.ts";

const listHelp = `Columns, two spaces or more between them, by branch and name:
  STATE        pending, approved, expired (its certificate has ended), revoked
  NAME BRANCH  as the kiosk calls itself
  SEEN         when it was last heard of, Japan's time; "-": never
  VERSION      of its program
  FINGERPRINT  SHA-256 of its public key; the kiosk shows the same
  ROLE         "relying" where it is no kiosk but a relying system, which may have codes verified and nothing else
`;

const decideHelp = `FINGERPRINT: the kiosk's, spaces don't count; its beginning is enough where no other kiosk's begins so, and 8 digits at least.
Numbers and PINs are asked for at a terminal, or else read from standard input, a line each; never given as arguments.
Wrong PINs are counted and lock as at a kiosk (KST001).
`;

export const kiosksCommands: readonly Command<ServicePlace>[] = [
  {
    name: "kiosks",
    does: "lists the kiosks and relying systems that are known or ask to be",
    help: listHelp,
    run: runList,
  },
  {
    name: "approve",
    operands: ["FINGERPRINT"],
    does: "lets a kiosk or relying system in that waits; asks for 係員番号 and 暗証番号 of 保守, then of 役席",
    help: `${decideHelp}Compare the fingerprint with the one that the other machine shows, digit by digit. Row of the journal: kiosk-approve.
`,
    run: runApprove,
  },
  {
    name: "revoke",
    operands: ["FINGERPRINT"],
    does: "puts a kiosk out of service at once and for good; asks for 係員番号 and 暗証番号 of 保守",
    help: `${decideHelp}It comes back with another key alone: join, approve. Row of the journal: kiosk-revoke.
`,
    run: runRevoke,
  },
];

async function runList(place: ServicePlace): Promise<Ending> {
  return serviceEnded(await kiosksOf(place), ({ identities, now }) =>
    identities.length === 0
      ? "There is no kiosk."
      : identities.map((identity) => lineOf(identity, now)).join("\n"),
  );
}

function lineOf(identity: Identity, now: number): string {
  const { name, branch, role, seenAt, version, fingerprint } = identity;
  const seen = seenAt === null ? "-" : writtenTime(seenAt).slice(0, "YYYY-MM-DD hh:mm".length);
  const state = standingOf(identity, now);
  const columns = [state.padEnd(8), name, branch, seen, version ?? "-", fingerprint];
  return (role === "kiosk" ? columns : [...columns, role]).join("  ");
}

/** All that is shown before anybody decides, also where lines are piped in. */
function shown({ name, branch, role, fingerprint, askedAt, notAfter }: Identity): string {
  return [
    `Name         ${name}`,
    `Branch       ${branch}`,
    `Role         ${role === "kiosk" ? "kiosk" : "relying system: may have codes verified"}`,
    `Asked        ${writtenTime(askedAt)}`,
    `Valid until  ${writtenTime(notAfter)}`,
    `Fingerprint  ${fingerprintInWords(fingerprint)}`,
    "",
  ].join("\n");
}

function runApprove(place: ServicePlace, given: Given): Promise<Ending> {
  return decide(place, given, "pending", async (open, kiosk, asker) => {
    const maintainer = await proven(open, kiosk, asker, "maintain");
    if (!maintainer.ok) return maintainer;
    const approver = await proven(open, kiosk, asker, "approve");
    if (!approver.ok) return approver;
    return open.approve(kiosk, { maintainer: maintainer.value, approver: approver.value });
  });
}

function runRevoke(place: ServicePlace, given: Given): Promise<Ending> {
  return decide(place, given, "approved", async (open, kiosk, asker) => {
    const maintainer = await proven(open, kiosk, asker, "maintain");
    return maintainer.ok ? open.revoke(kiosk, maintainer.value) : maintainer;
  });
}

async function decide(
  place: ServicePlace,
  { operands: [written = ""] }: Given,
  state: "pending" | "approved",
  work: (open: Deciding, kiosk: Identity, asker: Asker) => Promise<Result<null, ServiceRefusal>>,
): Promise<Ending> {
  const opened = await deciding(place);
  if (!opened.ok) return serviceEnded(opened, String);
  await using open = opened.value;
  const beginning = written.toLowerCase().replaceAll(/[\s:]/g, "");
  const found = open.kiosks.filter(
    ({ fingerprint }) => beginning.length >= 8 && fingerprint.startsWith(beginning),
  );
  const [kiosk] = found;
  if (kiosk === undefined || found.length > 1)
    return serviceEnded(refused("kiosk-unknown"), String);
  // One that waits can be turned away, too.
  const isRefusal = state === "approved" && kiosk.state === "pending";
  if (kiosk.state !== state && !isRefusal) return serviceEnded(refused("kiosk-state"), String);
  process.stderr.write(shown(kiosk));
  using asker = openAsker();
  const done = await work(open, kiosk, asker);
  const words = state === "pending" ? "Approved" : "Revoked";
  return serviceEnded(done, () => `${words}: ${kiosk.name} ${kiosk.fingerprint}`);
}

const roleWords = { maintain: "保守", approve: "役席" } as const;

async function proven(
  open: Deciding,
  kiosk: Identity,
  asker: Asker,
  role: keyof typeof roleWords,
): Promise<Result<StaffMember, ServiceRefusal>> {
  const staffId = await asker.ask(`${roleWords[role]} 係員番号`);
  const pin = await asker.ask(`${roleWords[role]} 暗証番号 (it isn't shown)`, "secret");
  if (staffId === null || pin === null) return refused("input-ended");
  return open.proven({ staffId, pin }, role, kiosk);
}
