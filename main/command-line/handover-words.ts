import type { HandedOver, LeftOut } from "../core/operations/upkeep/hand-over.ts";
import type { Ending } from "./command.ts";

type Reason = LeftOut["why"];

/** What an administrator reads before the user IDs. */
const reasons: Readonly<Record<Reason, string>> = {
  suspended:
    "利用停止 (once staff have unlocked them, hand over again, without a time, as their start was before)",
  "account-stopped": "the customer's account is stopped",
  broken: "the record isn't as it was written, or the token isn't in use any more",
  unopened: "the secret doesn't open",
  unwritable: "the login ID has signs that the file can't hold",
  fresh: "a code that is spent here would be accepted; hand over again in so many seconds",
};

/** What the bank has decided; the others are faults, or wait for another hand-over. */
const asDecided: readonly Reason[] = ["suspended", "account-stopped"];

/** How a hand-over ends whose files are written; 1 where a token is missing that should be there. */
export function handedOverEnding(
  { tokens, released, leftOut }: HandedOver,
  file: string,
  releasesFile: string | null,
): Ending {
  const releases =
    releasesFile === null ? "" : `\nWritten: ${releasesFile}, ${String(released)} releases`;
  const missing = linesOf(leftOut.filter(({ why }) => !asDecided.includes(why)));
  const said = [
    `Written: ${file}, ${String(tokens)} tokens${releases}`,
    ...linesOf(leftOut.filter(({ why }) => asDecided.includes(why))),
  ].join("\n");
  return missing.length === 0
    ? { exitCode: 0, said }
    : { exitCode: 1, said, complained: missing.join("\n") };
}

/** A line for each reason, with its tokens. */
function linesOf(leftOut: readonly LeftOut[]): readonly string[] {
  return [...Map.groupBy(leftOut, ({ why }) => why)].map(
    ([why, tokens]) => `Left out, ${reasons[why]}: ${tokens.map(named).join(", ")}`,
  );
}

function named(token: LeftOut): string {
  return token.why === "fresh" ? `${token.userId} ${String(token.seconds)} s` : token.userId;
}
