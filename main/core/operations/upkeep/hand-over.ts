import { ok } from "../../../../preload/contract/result.ts";
import type { Result } from "../../../../preload/contract/result.ts";
import { periodSeconds, secondsUntilOver } from "../../domain/totp.ts";
import type { Token } from "../../domain/token.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Append, WriteNewFiles } from "../../ports/files.ts";
import type { HandOverFormat, ReleasesFile } from "../../ports/hand-over.ts";
import type { ListedToken, Registry, TokenReader } from "../../ports/registry.ts";
import type { Vault } from "../../ports/vault.ts";
import { withSecret } from "../customer/token-secret.ts";
import { journalledExport } from "./journalled-export.ts";
import { orBroken } from "./or-broken.ts";

/**
 * A token that isn't handed over. `broken`: its record isn't as it was written, so that nobody knows whether it is in
 * use; `unopened`: its secret doesn't open; `unwritable`: a file can't hold its login ID; `suspended`: 利用停止;
 * `account-stopped`: the bank has stopped the customer's account; `fresh`: the other verifier would accept a code that is
 * spent here, for so many `seconds`.
 */
export type LeftOut =
  | {
      readonly userId: string;
      readonly why: "broken" | "unopened" | "unwritable" | "suspended" | "account-stopped";
    }
  | { readonly userId: string; readonly why: "fresh"; readonly seconds: number };

/** The result of a hand-over. */
export interface HandedOver {
  /** Numbers of tokens. */
  readonly tokens: number;
  readonly released: number;
  /** In the order of their user IDs. */
  readonly leftOut: readonly LeftOut[];
}

interface HandOverParts {
  readonly registry: Registry & TokenReader;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly writeNewFiles: WriteNewFiles;
}

interface HandOverRequest {
  readonly file: string;
  readonly format: HandOverFormat;
  /** Only tokens that were started, and releases, from then on, epoch milliseconds; null: all. */
  readonly since: number | null;
  /** The list of releases, where the verifier must be told to forget tokens; null: its file is replaced as a whole. */
  readonly releases: { readonly file: string; readonly format: ReleasesFile } | null;
  /** For the journal: how `since` was written. */
  readonly sinceWords: string;
}

type WholeToken = Extract<ListedToken, { readonly token: Token }>;

const rowsAtOnce = 500;

/**
 * Writes the secrets of the tokens in use into a new file for another verifier, in the order of their user IDs.
 *
 * Tokens in 利用停止 and those of customers whose account is stopped are left out: no format has such a state, so that the
 * other verifier would accept codes that the bank refuses, and guesses could go on there. Issued tokens are left out, as
 * nobody has proven yet that an app has the secret.
 *
 * Order of writes: that of `journalledExport`; the names of both files appear at the end, or neither does.
 */
export async function handOver(
  parts: HandOverParts,
  { file, format, since, releases, sinceWords }: HandOverRequest,
): Promise<Result<HandedOver, "file-exists" | "file-unwritable">> {
  const { registry, clock, writeNewFiles } = parts;
  const event = { at: clock(), customerId: null, action: "hand-over" } as const;
  const detail = `by=command-line kind=${format.kind} since=${sinceWords}`;
  const leftOut: LeftOut[] = [];
  let released = 0;
  const write = async (
    append: Append,
    appendRelease: Append | undefined,
  ): Promise<Result<number, never>> => {
    let tokens = 0;
    await append(format.header());
    if (releases !== null) await appendRelease?.(releases.format.header());
    for await (const listed of allTokens(registry)) {
      if (releases !== null && isReleasedSince(listed, since)) {
        await appendRelease?.(releases.format.line(releaseOf(listed)));
        released += 1;
      }
      if (!isInUseSince(listed, since)) continue;
      const text = await textOf(parts, listed, format, tokens);
      if (typeof text === "string") {
        await append(text);
        tokens += 1;
      } else {
        leftOut.push(text);
      }
    }
    await append(format.footer());
    return ok(tokens);
  };
  const files = releases === null ? [file] : [file, releases.file];
  const written = await journalledExport(registry, event, detail, () =>
    writeNewFiles(files, ([append, appendRelease]) => {
      if (append === undefined) throw new Error("There is no file to write");
      return write(append, appendRelease);
    }),
  );
  return written.ok ? ok({ tokens: written.value, released, leftOut }) : written;
}

async function* allTokens(registry: TokenReader): AsyncGenerator<ListedToken> {
  for (let last = ""; ;) {
    const page = await registry.listTokens(last, rowsAtOnce);
    yield* page;
    const end = page.at(-1);
    if (end === undefined) return;
    last = end.userId;
  }
}

/** Whether it may have to be handed over; of a broken record only its user ID is known. */
function isInUseSince(listed: ListedToken, since: number | null): boolean {
  if ("broken" in listed) return true;
  const { state, startedAt } = listed.token;
  const isStarted = (state === "in-use" || state === "suspended") && startedAt !== null;
  return isStarted && (since === null || startedAt >= since);
}

/** A token that was released before its start was never handed over. */
function isReleasedSince(listed: ListedToken, since: number | null): listed is WholeToken {
  if ("broken" in listed) return false;
  const { state, startedAt, releasedAt } = listed.token;
  const isEnded = state === "released" && startedAt !== null && releasedAt !== null;
  return isEnded && (since === null || releasedAt >= since);
}

function releaseOf({ userId, token, customer }: WholeToken) {
  return { userId, loginId: customer.loginId, releasedAt: token.releasedAt ?? 0 };
}

/** The token's part of the file, as the `index`th one of it, or why it is left out. */
async function textOf(
  { vault, clock }: Pick<HandOverParts, "vault" | "clock">,
  listed: ListedToken,
  format: HandOverFormat,
  index: number,
): Promise<string | LeftOut> {
  const { userId } = listed;
  if ("broken" in listed) return { userId, why: "broken" };
  const { token, customer } = listed;
  const { loginId } = customer;
  if (customer.status !== "active") return { userId, why: "account-stopped" };
  if (token.state === "suspended") return { userId, why: "suspended" };
  if (!isPlainWord(loginId)) return { userId, why: "unwritable" };
  const seconds = secondsToSettle(token, format, clock());
  if (seconds > 0) return { userId, why: "fresh", seconds };
  if (token.sealedSecret === null) return { userId, why: "unopened" };
  const { lastStep, startedAt } = token;
  const text = await orBroken(
    withSecret({ vault }, token, (secret) =>
      format.token({ userId, loginId, secret, lastStep, startedAt: startedAt ?? 0 }, index),
    ),
  );
  return text === "broken" ? { userId, why: "unopened" } : text;
}

/** A login ID has no other signs by the rules of an import; each format can hold these. */
function isPlainWord(loginId: string): boolean {
  return /^[!-~]+$/.test(loginId);
}

/**
 * How many seconds are left until the other verifier accepts no code any more that is spent here: that of the last step,
 * where it isn't told that step, and those of later steps, which a diagnosis has revealed and no format can tell. A
 * code's time is the beginning of its minute, which may be ahead of the clock.
 *
 * Worked example: a code of the minute from 10:00:00 on is over at 10:03:00; at 10:01:30, 90 s are left.
 */
function secondsToSettle(
  { lastStep, burntSteps }: Token,
  { tellsLastStep }: Pick<HandOverFormat, "tellsLastStep">,
  now: number,
): number {
  const told = tellsLastStep ? (lastStep ?? -Infinity) : -Infinity;
  const newest = Math.max(lastStep ?? -Infinity, ...burntSteps);
  if (newest <= told) return 0;
  const over = (newest * periodSeconds + secondsUntilOver) * 1_000;
  return Math.max(0, Math.ceil((over - now) / 1_000));
}
