import { reissueFrom } from "./availability.ts";
import type { JournalEntry } from "./journal-chain.ts";
import type { Token } from "./token.ts";
import { tokyoDayAt, tokyoTimeAt, writtenDay } from "./tokyo-day.ts";

/**
 * All that a 控え is made from. None of it is a secret, a password, a mail address or the customer's name, so none of
 * them can be printed.
 */
export interface SlipFacts {
  readonly bank: { readonly name: string; readonly branch: string; readonly phone: string };
  readonly kiosk: string;
  readonly serviceId: string;
  readonly token: SlipToken;
  /** The journal's rows about the customer, newest first. */
  readonly events: readonly Pick<JournalEntry, "at" | "action" | "outcome" | "staffId">[];
  /** 振込・振替限度額 as it is now, whole yen. */
  readonly limitYen: number;
  readonly reissueDays: number;
  readonly setupMinutes: number;
  /** Epoch milliseconds. */
  readonly printedAt: number;
}

type SlipToken = Pick<
  Token,
  "userId" | "state" | "issuedAt" | "setupFrom" | "startedAt" | "releasedAt"
>;

/** A moment on Japan's clocks: `YYYY-MM-DD` and `HH:MM:SS`. */
export interface WrittenMoment {
  readonly day: string;
  readonly time: string;
}

/** Where the token stands; it decides what comes next. */
export type SlipStage = "issued" | "started" | "suspended" | "released";

/** What was done: what brought the token to where it stands, or what staff did for the customer since. */
export type SlipAction = SlipStage | StaffAction;

/** What staff do for a customer and a 控え tells of, as the journal calls it. */
const staffActions = ["unlock", "resend-mail", "allow-setup-code"] as const;
type StaffAction = (typeof staffActions)[number];

/** What one 控え tells. The words belong to the part that prints it. */
export interface Slip extends Pick<SlipFacts, "bank" | "kiosk" | "serviceId"> {
  /** `YYYYMMDD-HHMMSS-USERID` in Japan's time: what its file is called. */
  readonly name: string;
  readonly userId: string;
  /** `at` null: it isn't known. */
  readonly action: {
    readonly what: SlipAction;
    readonly at: WrittenMoment | null;
    readonly byStaff: boolean;
  };
  readonly stage: SlipStage;
  /** Of a released token: the limit of now, and the first day of a new one; null: it isn't released. */
  readonly afterRelease: { readonly limitYen: number; readonly reissueFrom: string } | null;
  /** `HH:MM` up to which the kiosk shows an issued token's QR code; null: not any more. */
  readonly codeUntil: string | null;
  readonly printedAt: WrittenMoment;
}

/** Which tokens a 控え tells of: every one but a replaced one, of which nothing holds any more. */
export function hasSlip(token: Token | null): token is Token {
  return token !== null && token.state !== "replaced";
}

/** The 控え about the last that was done with the token; throws for a ユーザID that isn't one. */
export function slipAbout(facts: SlipFacts): Slip {
  const { bank, kiosk, serviceId, token, limitYen, reissueDays } = facts;
  const { userId, releasedAt } = token;
  if (!/^[0-9]{12}$/.test(userId)) throw new Error("A slip is about a user ID of 12 digits");
  const printedAt = momentAt(facts.printedAt);
  const day = printedAt.day.replaceAll("-", "");
  const time = printedAt.time.replaceAll(":", "");
  return {
    name: `${day}-${time}-${userId}`,
    ...{ bank, kiosk, serviceId, userId, printedAt },
    action: lastAction(facts),
    stage: stageOf(token).stage,
    afterRelease:
      releasedAt === null ? null : { limitYen, reissueFrom: reissueFrom(releasedAt, reissueDays) },
    codeUntil: codeUntil(facts),
  };
}

function stageOf(token: SlipToken): { readonly stage: SlipStage; readonly at: number | null } {
  if (token.releasedAt !== null) return { stage: "released", at: token.releasedAt };
  if (token.state === "suspended") return { stage: "suspended", at: null };
  if (token.startedAt !== null) return { stage: "started", at: token.startedAt };
  return { stage: "issued", at: token.issuedAt };
}

/** What staff did since the token came to where it stands; else what brought it there, by whomever. */
function lastAction({ token, events }: SlipFacts): Slip["action"] {
  const { stage, at } = stageOf(token);
  const done = events.filter(({ outcome }) => outcome === "done");
  for (const event of done) {
    const what = staffActions.find((action) => action === event.action);
    if (what !== undefined && event.at >= (at ?? token.issuedAt)) {
      return { what, at: momentAt(event.at), byStaff: true };
    }
  }
  const byStaff = done.some(
    (event) => event.action === "release" && event.at === at && event.staffId !== null,
  );
  return { what: stage, at: at === null ? null : momentAt(at), byStaff };
}

function codeUntil({ token, setupMinutes, printedAt }: SlipFacts): string | null {
  const until = token.setupFrom + setupMinutes * 60_000;
  return printedAt < until ? momentAt(until).time.slice(0, "HH:MM".length) : null;
}

function momentAt(at: number): WrittenMoment {
  return { day: writtenDay(tokyoDayAt(at)), time: tokyoTimeAt(at) };
}
