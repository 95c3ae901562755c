import type { CustomerSecretKind } from "../../../preload/contract/answers.ts";
import { isAfter } from "./history.ts";
import type { Deed } from "./history.ts";

/*
 * What must hold of any history, whatever the database says afterwards. A deed whose answer is unknown may have been done
 * at any time after it was begun, or never; nothing is held against it.
 */

/** Wrong guesses that are judged, of which the last one locks. */
export const wrongTriesLimit = 5;

/** The rules that `history` breaks, in words. */
export function brokenByHistory(history: readonly Deed[]): readonly string[] {
  const answered = history.filter(({ outcome }) => outcome !== "unknown");
  const ofCustomers = [...Map.groupBy(history, ({ customer }) => customer).values()];
  return [
    ...answered.flatMap(misjudged),
    ...codesTakenTwice(answered),
    ...ofCustomers.flatMap(guessedTooOften),
    ...ofCustomers.flatMap(judgedAfterLock),
    ...ofCustomers.flatMap(turnedBack),
  ];
}

/** A wrong secret is never right. A right password is never wrong; a right code may be too late. */
function misjudged({ customer, deed, given, outcome, reason }: Deed): readonly string[] {
  const isWrong = outcome === "wrong" && given !== "wrong" && reason !== "oneTimePassword";
  if (given === "wrong" && outcome === "done") return [`${customer}: a wrong ${deed} was done`];
  return isWrong ? [`${customer}: a right ${reason} was answered as wrong`] : [];
}

/** A code is accepted once, and after it none of an earlier step. */
function codesTakenTwice(answered: readonly Deed[]): readonly string[] {
  const taken = answered.filter(({ code, outcome }) => code !== null && outcome === "done");
  const ofTokens = Map.groupBy(taken, ({ code }) => code?.userId ?? "");
  return [...ofTokens].flatMap(([userId, deeds]) => {
    const lost: string[] = [];
    for (const [at, deed] of deeds.entries()) {
      const step = deed.code?.step ?? 0;
      const twice = deeds.slice(at + 1).some(({ code }) => code?.step === step);
      if (twice) lost.push(`the code of ${userId} at step ${String(step)} was accepted twice`);
      const older = deeds.find((other) => isAfter(deed, other) && (other.code?.step ?? 0) > step);
      if (older !== undefined) {
        lost.push(`${userId} took step ${String(step)} after ${String(older.code?.step)}`);
      }
    }
    return lost;
  });
}

/**
 * Of guesses in a row, without anything between them that could have begun the count anew, fewer than the limit are answered
 * as wrong: the last one that is judged is answered as locked.
 */
function guessedTooOften(deeds: readonly Deed[]): readonly string[] {
  return secretKinds.flatMap((kind) => {
    const wrong = deeds
      .filter((deed) => deed.given === "wrong" && deed.outcome === "wrong" && guesses(deed, kind))
      .toSorted((one, other) => one.begunAt - other.begunAt);
    const anew = deeds.filter((deed) => mayBeginAnew(deed, kind));
    for (let at = 0; at + wrongTriesLimit <= wrong.length; at += 1) {
      const row = wrong.slice(at, at + wrongTriesLimit);
      const from = Math.min(...row.map(({ begunAt }) => begunAt));
      const to = Math.max(...row.map(({ endedAt }) => endedAt));
      if (
        anew.some(
          (deed) => deed.begunAt <= to && (deed.outcome === "unknown" || deed.endedAt >= from),
        )
      )
        continue;
      const [{ customer }] = row as [Deed];
      return [
        `${customer}: ${String(wrongTriesLimit)} wrong guesses at ${kind} were answered, and a sixth is judged`,
      ];
    }
    return [];
  });
}

/** Nobody unlocks here, so that what is locked stays so; a new token has counts of its own. */
function judgedAfterLock(deeds: readonly Deed[]): readonly string[] {
  return secretKinds.flatMap((kind) => {
    const locks = deeds.filter(({ outcome, reason }) => outcome === "locked" && reason === kind);
    const [first] = locks.toSorted((one, other) => one.endedAt - other.endedAt);
    if (first === undefined) return [];
    const isOfToken = kind === "startPassword" || kind === "oneTimePassword";
    const renewed = deeds.some(
      ({ deed, outcome }) => deed === "issue" && outcome !== "refused" && isOfToken,
    );
    const judged = deeds.filter(
      (deed) =>
        guesses(deed, kind) &&
        isAfter(deed, first) &&
        (deed.outcome === "wrong" ? deed.reason === kind : deed.outcome === "done"),
    );
    if (judged.length === 0 || (renewed && kind === "startPassword")) return [];
    return [`${first.customer}: ${kind} was judged after it had been answered as locked`];
  });
}

const order = ["issued", "in-use", "suspended", "released"];
const reached: Readonly<Partial<Record<Deed["deed"], string>>> = {
  start: "in-use",
  "prove-code": "in-use",
  release: "released",
};

/** No look finds a token in an earlier state than the one that was answered before. */
function turnedBack(deeds: readonly Deed[]): readonly string[] {
  const rank = (state: string | undefined) => order.indexOf(state ?? "");
  return deeds.flatMap((look) => {
    const { seen } = look;
    if (seen === undefined || look.outcome !== "done") return [];
    const earlier = deeds.find(
      (deed) =>
        deed.outcome === "done" &&
        isAfter(look, deed) &&
        (deed.code?.userId ?? deed.seen?.userId) === seen.userId &&
        rank(reached[deed.deed] ?? deed.seen?.registration) > rank(seen.registration),
    );
    return earlier === undefined
      ? []
      : [`${seen.userId} was seen as ${seen.registration} after ${earlier.deed} had been answered`];
  });
}

const secretKinds: readonly CustomerSecretKind[] = [
  ...(["loginPassword", "confirmationPassword", "startPassword", "oneTimePassword"] as const),
];

/** A release judges the password first, and the code with it. */
function guesses({ deed, kind }: Deed, judged: CustomerSecretKind): boolean {
  return kind === judged || (deed === "release" && judged === "oneTimePassword");
}

function mayBeginAnew(deed: Deed, kind: CustomerSecretKind): boolean {
  if (deed.outcome !== "done" && deed.outcome !== "unknown") {
    // A right password before a wrong code.
    return deed.deed === "release" && kind === "confirmationPassword" && deed.reason !== kind;
  }
  const isOfToken = kind === "startPassword" || kind === "oneTimePassword";
  return (guesses(deed, kind) && deed.given !== "wrong") || (isOfToken && deed.deed === "issue");
}
