import type { Deed } from "./history.ts";

/** A row of the journal about a customer. */
export interface JournalRow {
  /** Of all chains together, in the order of a customer's own deeds. */
  readonly place: number;
  readonly kiosk: string;
  readonly customer: string;
  readonly userId: string | null;
  readonly action: string;
  readonly outcome: string;
}

/** A token as the database has it at the end. */
export interface TokenFound {
  readonly userId: string;
  readonly customer: string;
  readonly state: string;
  readonly lastStep: number | null;
  readonly showings: number;
}

/** All that the database has at the end. */
export interface Found {
  readonly journal: readonly JournalRow[];
  readonly tokens: readonly TokenFound[];
  /** Failures in a row, by `customer kind`, as far as a customer has them. */
  readonly failures: Readonly<Record<string, number>>;
  readonly mails: readonly {
    readonly id: string;
    readonly userId: string;
    readonly kind: string;
    /** null: it wasn't sent. */
    readonly outcome: string | null;
  }[];
}

/** What was answered and isn't in `found`, and what is there though it was not answered. */
export function lostOrDoubled(history: readonly Deed[], found: Found): readonly string[] {
  return [...unlikeJournal(history, found.journal), ...stepsLost(history, found.tokens)];
}

/**
 * A kiosk asks one thing at a time, so that its deeds and its rows can be counted: a row for each that was answered, and at
 * most one more for each without an answer.
 */
function unlikeJournal(
  history: readonly Deed[],
  journal: readonly JournalRow[],
): readonly string[] {
  const told = journal.filter(({ action }) => deedsInJournal.has(action));
  const rows = Map.groupBy(told, ({ kiosk, customer, action, outcome }) =>
    keyOf(kiosk, customer, action, classOf(outcome)),
  );
  const asked = history.filter(({ deed }) => deed !== "look");
  const answers = Map.groupBy(asked, ({ kiosk, customer, deed, outcome, reason }) =>
    keyOf(
      kiosk,
      customer,
      deed,
      outcome === "wrong" || outcome === "locked" ? `${reason}-${outcome}` : outcome,
    ),
  );
  return [...new Set([...rows.keys(), ...answers.keys()])].flatMap((key) => {
    const [kiosk = "", customer = "", deed = "", outcome = ""] = key.split(" ");
    if (outcome === "refused" || outcome === "unknown" || outcome === "other") return [];
    const answered = answers.get(key)?.length ?? 0;
    const unknown = answers.get(keyOf(kiosk, customer, deed, "unknown"))?.length ?? 0;
    const there = rows.get(key)?.length ?? 0;
    const what = `${deed} of ${customer} at ${kiosk}, ${outcome}`;
    if (there < answered) {
      return [`${what}: answered ${String(answered)} times, found ${String(there)}: lost`];
    }
    if (there <= answered + unknown) return [];
    return [
      `${what}: answered ${String(answered)} times, ${String(unknown)} unknown, found ${String(there)}: done twice`,
    ];
  });
}

/** The last step of a token is one whose code was sent, and none before one that was answered as accepted. */
function stepsLost(history: readonly Deed[], tokens: readonly TokenFound[]): readonly string[] {
  const sent = Map.groupBy(
    history.filter(({ code }) => code !== null),
    ({ code }) => code?.userId ?? "",
  );
  const found = new Map(tokens.map((token) => [token.userId, token]));
  return [...sent].flatMap(([userId, deeds]) => {
    const steps = (those: readonly Deed[]) => those.map(({ code }) => code?.step ?? 0);
    const accepted = Math.max(0, ...steps(deeds.filter(({ outcome }) => outcome === "done")));
    const token = found.get(userId);
    if (token === undefined) return [`the token ${userId} is lost`];
    const last = token.lastStep ?? 0;
    if (last < accepted) return [`${userId} has forgotten that step ${String(accepted)} is used`];
    const isKnown = last === 0 || steps(deeds).includes(last);
    return isKnown ? [] : [`${userId} has step ${String(last)}, whose code nobody sent`];
  });
}

const deedsInJournal = new Set([
  "sign-in",
  "prove-code",
  "issue",
  "show-setup-code",
  "start",
  "release",
]);

/** A wrong code is named by what may be wrong with the phone. */
function classOf(outcome: string): string {
  if (outcome === "done") return outcome;
  const [, kind, verdict] = /^([A-Za-z]+Password)-(.+)$/.exec(outcome) ?? [];
  if (kind === undefined) return "other";
  return `${kind}-${verdict === "locked" ? "locked" : "wrong"}`;
}

function keyOf(...words: readonly string[]): string {
  return words.join(" ");
}
