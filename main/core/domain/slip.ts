import { reissueFrom } from "./availability.ts";
import type { JournalEntry } from "./journal-chain.ts";
import type { Token } from "./token.ts";
import { tokyoDayAt, tokyoTimeAt, writtenDay } from "./tokyo-day.ts";

/**
 * All facts of a 控え. None of them is a secret, a password, a mail address or the customer's name, so none of these can
 * be printed.
 */
export interface SlipFacts {
  readonly bank: { readonly name: string; readonly branch: string; readonly phone: string };
  readonly kiosk: string;
  readonly serviceId: string;
  readonly token: SlipToken;
  /** The journal's rows about the customer, newest first. */
  readonly events: readonly Pick<JournalEntry, "at" | "action" | "outcome" | "staffId">[];
  /** The present 振込・振替限度額, whole yen. */
  readonly limitYen: number;
  readonly reissueDays: number;
  readonly transferHoldHours: number | null;
  readonly setupMinutes: number;
  /** Epoch milliseconds. */
  readonly printedAt: number;
}

type SlipToken = Pick<
  Token,
  "userId" | "state" | "issuedAt" | "setupFrom" | "startedAt" | "releasedAt"
>;

/** A time on Japan's clocks: `YYYY-MM-DD` and `HH:MM:SS`. */
export interface WrittenMoment {
  readonly day: string;
  readonly time: string;
}

/** The state of the token; it decides which step is next. */
export type SlipStage = "issued" | "started" | "suspended" | "released";

/**
 * The action that a 控え reports: the one that brought the token into its state, or a later one of staff for the
 * customer.
 */
export type SlipAction = SlipStage | StaffAction;

/** Actions of staff for a customer that a 控え reports, by their names in the journal. */
const staffActions = ["unlock", "resend-mail", "allow-setup-code"] as const;
type StaffAction = (typeof staffActions)[number];

/** The contents of one 控え. The words are chosen by the part that prints it. */
export interface Slip extends Pick<SlipFacts, "bank" | "kiosk" | "serviceId"> {
  /** `YYYYMMDD-HHMMSS-USERID` in Japan's time: the name of its file. */
  readonly name: string;
  readonly userId: string;
  /** `at` null: the time isn't known. */
  readonly action: {
    readonly what: SlipAction;
    readonly at: WrittenMoment | null;
    readonly byStaff: boolean;
  };
  readonly stage: SlipStage;
  /** For a released token: the present limit, and the first day for a new token; null: it isn't released. */
  readonly afterRelease: { readonly limitYen: number; readonly reissueFrom: string } | null;
  /** Until when the bank may hold transfers back after 利用開始; absent: nothing is said of it, as by a service that is older. */
  readonly heldUntil?: WrittenMoment;
  /** The time `HH:MM` until which the kiosk shows an issued token's QR code; null: no longer. */
  readonly codeUntil: string | null;
  readonly printedAt: WrittenMoment;
}

/** Whether a token can have a 控え: every one except a replaced token, which isn't valid in any way. */
export function hasSlip(token: Token | null): token is Token {
  return token !== null && token.state !== "replaced";
}

/** The 控え about the last action on the token; throws for an invalid ユーザID. */
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
    ...heldUntil(facts),
  };
}

function stageOf(token: SlipToken): { readonly stage: SlipStage; readonly at: number | null } {
  if (token.releasedAt !== null) return { stage: "released", at: token.releasedAt };
  if (token.state === "suspended") return { stage: "suspended", at: null };
  if (token.startedAt !== null) return { stage: "started", at: token.startedAt };
  return { stage: "issued", at: token.issuedAt };
}

/** The last action of staff since the token came into its state; otherwise the action that brought it there. */
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

function heldUntil({ token, transferHoldHours, printedAt }: SlipFacts): Pick<Slip, "heldUntil"> {
  if (transferHoldHours === null || token.startedAt === null || token.releasedAt !== null) {
    return {};
  }
  const until = token.startedAt + transferHoldHours * 3_600_000;
  return printedAt < until ? { heldUntil: momentAt(until) } : {};
}

function momentAt(at: number): WrittenMoment {
  return { day: writtenDay(tokyoDayAt(at)), time: tokyoTimeAt(at) };
}
