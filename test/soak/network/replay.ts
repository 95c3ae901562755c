import { lifecycle } from "../../../main/core/domain/token-lifecycle.ts";
import type { TokenEvent } from "../../../main/core/domain/token-lifecycle.ts";
import type { TokenState } from "../../../main/core/domain/token.ts";
import { wrongTriesLimit } from "./check-history.ts";
import type { Found, JournalRow } from "./check-rows.ts";

/** A customer as the journal tells it. */
interface Told {
  readonly tokens: Map<string, { state: TokenState; showings: number }>;
  readonly failures: Map<string, number>;
  readonly broken: string[];
}

const events: Readonly<Record<string, TokenEvent>> = {
  "show-setup-code": "show",
  start: "start",
  "prove-code": "prove",
  release: "release",
};
const judged: Readonly<Record<string, string>> = {
  "sign-in": "loginPassword",
  issue: "confirmationPassword",
  release: "confirmationPassword",
  "show-setup-code": "startPassword",
};
/** Each deed's mail. */
const mails: Readonly<Record<string, string>> = {
  issue: "issued",
  start: "started",
  release: "released",
};

/**
 * Plays the journal through the life cycle. Broken: a deed in a state that doesn't allow it, a guess beyond the limit, and
 * whatever of tokens, counts and mails is not as the journal tells it.
 */
export function unlikeLifeCycle({
  journal,
  tokens,
  failures,
  mails: outbox,
}: Found): readonly string[] {
  const rows = journal.toSorted((one, other) => one.place - other.place);
  const all = [...Map.groupBy(rows, ({ customer }) => customer)].flatMap(([customer, own]) => {
    const told = replayed(customer, own);
    const mine = tokens.filter((token) => token.customer === customer);
    for (const { userId, state, showings } of mine) {
      const expected = told.tokens.get(userId);
      if (expected?.state === state && expected.showings === showings) continue;
      told.broken.push(
        `${userId} is ${state} with ${String(showings)} showings, the journal tells ${JSON.stringify(expected)}`,
      );
    }
    for (const userId of told.tokens.keys()) {
      if (!mine.some((token) => token.userId === userId)) told.broken.push(`${userId} is gone`);
    }
    for (const kind of ["loginPassword", "confirmationPassword"]) {
      const [is, was] = [failures[`${customer} ${kind}`] ?? 0, told.failures.get(kind) ?? 0];
      if (is !== was)
        told.broken.push(`${customer}: ${kind} has ${String(is)} failures, not ${String(was)}`);
    }
    return told.broken;
  });
  return [...all, ...mailsUnlike(rows, outbox)];
}

function replayed(customer: string, rows: readonly JournalRow[]): Told {
  const told: Told = { tokens: new Map(), failures: new Map(), broken: [] };
  for (const row of rows) {
    const { action, outcome, userId } = row;
    const [, kind, verdict] = /^([A-Za-z]+Password)-(.+)$/.exec(outcome) ?? [];
    if (kind !== undefined) judge(told, customer, kind, verdict === "locked");
    const token = told.tokens.get(userId ?? "");
    if (
      outcome === "oneTimePassword-locked" &&
      token !== undefined &&
      token.state !== "suspended"
    ) {
      token.state = lifecycle[token.state].suspend ?? token.state;
    }
    const password = judged[action];
    // A release goes on to its code after the right password.
    if (password !== undefined && (outcome === "done" || kind === "oneTimePassword")) {
      if ((told.failures.get(password) ?? 0) >= wrongTriesLimit) {
        told.broken.push(`${customer}: ${action} was ${outcome} though ${password} was locked`);
      }
      told.failures.set(password, 0);
    }
    if (outcome === "done") happen(told, row);
  }
  return told;
}

/** Which of wrong codes are counted, the journal doesn't tell: the last accepted one isn't. */
function judge({ failures, broken }: Told, customer: string, kind: string, locks: boolean): void {
  const before = failures.get(kind) ?? 0;
  if (kind === "oneTimePassword") return;
  if (!locks && before + 1 >= wrongTriesLimit) {
    broken.push(`${customer}: a guess at ${kind} was answered as wrong after ${String(before)}`);
  }
  if (locks && before + 1 < wrongTriesLimit) {
    broken.push(`${customer}: ${kind} was locked after ${String(before)} guesses`);
  }
  failures.set(kind, Math.min(wrongTriesLimit, before + 1));
}

function happen({ tokens, failures, broken }: Told, { action, userId }: JournalRow): void {
  if (action === "issue" && userId !== null) {
    for (const [former, token] of tokens) {
      if (token.state === "in-use" || token.state === "suspended") {
        broken.push(`${userId} was issued beside ${former}`);
      }
      if (token.state === "issued") token.state = "replaced";
    }
    if (tokens.has(userId)) broken.push(`${userId} was issued twice`);
    tokens.set(userId, { state: "issued", showings: 0 });
    failures.set("startPassword", 0);
    return;
  }
  const event = events[action];
  if (event === undefined) return;
  const token = tokens.get(userId ?? "");
  const next = token && lifecycle[token.state][event];
  if (token === undefined || next === undefined) {
    broken.push(
      `${String(userId)}: ${action} was done while it was ${token?.state ?? "not there"}`,
    );
    return;
  }
  token.state = next;
  if (event === "show") token.showings += 1;
}

/** One mail for each deed that has one; a second one of its kind would be one deed done twice. */
function mailsUnlike(rows: readonly JournalRow[], outbox: Found["mails"]): readonly string[] {
  const due = rows.flatMap(({ action, outcome, userId }) => {
    const kind = outcome === "done" ? mails[action] : undefined;
    return kind === undefined ? [] : [`${String(userId)} ${kind}`];
  });
  const there = outbox.map(({ userId, kind }) => `${userId} ${kind}`);
  const count = (list: readonly string[]) => Map.groupBy(list, (each) => each);
  const [dueOnes, thereOnes] = [count(due), count(there)];
  return [...new Set([...due, ...there])].flatMap((mail) => {
    const [expected, found] = [dueOnes.get(mail)?.length ?? 0, thereOnes.get(mail)?.length ?? 0];
    return expected === found
      ? []
      : [`mail ${mail}: due ${String(expected)} times, found ${String(found)}`];
  });
}

/**
 * Each mail that is noted as sent has come once or twice under its id; none has come that isn't known. `mostTwice`: how many
 * may have been under way when their service or its database went.
 */
export function mailsLost(
  outbox: Found["mails"],
  taken: ReadonlyMap<string, number>,
  mostTwice: number,
): readonly string[] {
  const known = new Set(outbox.map(({ id }) => id));
  const lost = outbox.flatMap(({ id, userId, kind, outcome }) => {
    const times = taken.get(id) ?? 0;
    const mail = `mail ${id} (${userId} ${kind}, ${outcome ?? "unsent"})`;
    if (times > 2) return [`${mail} came ${String(times)} times`];
    if (outcome === "cancelled") return [];
    return outcome === "sent" && times >= 1 ? [] : [`${mail} came ${String(times)} times`];
  });
  const strange = [...taken.keys()].filter((id) => !known.has(id));
  const twice = outbox.filter(({ id }) => taken.get(id) === 2).length;
  const tooOften = `${String(twice)} mails came twice, and ${String(mostTwice)} at most were under way at a fault`;
  return [
    ...lost,
    ...strange.map((id) => `mail ${id} came, and belongs to no deed`),
    ...(twice > mostTwice ? [tooOften] : []),
  ];
}
