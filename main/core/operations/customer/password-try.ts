import type { SecretKind } from "../../../../preload/contract/answers.ts";
import type { LockedRefusal } from "../../../../preload/contract/refusals.ts";
import { ok, refused } from "../../../../preload/contract/result.ts";
import type { Result } from "../../../../preload/contract/result.ts";
import type { JournalledAction } from "../../domain/journal-event.ts";
import { isLocked } from "../../domain/lockout.ts";
import { RegistryBusy } from "../../domain/registry-busy.ts";
import type { PasswordHasher } from "../../ports/password-hasher.ts";
import type { RegistryRows } from "../../ports/registry.ts";
import type { Parts } from "../operation.ts";

/*
 * A password is verified outside any transaction, as Argon2 takes its time. So an attempt is counted as a failure
 * before it is verified, and the count is cleared by the transaction of the action that the right password allows.
 * However many attempts run at once, at however many kiosks, no more than the limit are ever evaluated; a kiosk that
 * dies in between has counted one failure too many, never one too few. Where the registry is too busy for that
 * transaction, the kiosk records the attempt as owed, and corrects the count with the next attempt of the kind.
 */

/** An attempt that may be evaluated. */
export interface PasswordTry {
  /** The login ID or staff id as typed. */
  readonly subject: string;
  readonly kind: Exclude<SecretKind, "oneTimePassword">;
  /** Its position in the series, from 1. */
  readonly ordinal: number;
}

/** Counts an attempt before it is evaluated. Refuses it, uncounted, when the kind is locked. */
export async function reserveTry(
  { config, memory }: Pick<Parts, "config" | "memory">,
  rows: RegistryRows,
  { subject, kind }: Omit<PasswordTry, "ordinal">,
  event: JournalledAction,
): Promise<Result<PasswordTry, LockedRefusal>> {
  const limit = config.lockout.wrongTries;
  const { owedTries } = memory;
  const owed = owedTries.get(owedKey({ subject, kind })) ?? 0;
  const wrongTries = Math.max(0, (await rows.failures(subject, kind)) - owed);
  if (isLocked(wrongTries, limit)) {
    await rows.appendJournal({ ...event, outcome: `${kind}-locked` });
    return refused({ code: "locked", kind });
  }
  await rows.setFailures(subject, kind, wrongTries + 1);
  owedTries.delete(owedKey({ subject, kind }));
  return ok({ subject, kind, ordinal: wrongTries + 1 });
}

/** After a right password: clears the count in one transaction with `work`. */
export async function transactRight<T>(
  { registry, memory }: Pick<Parts, "registry" | "memory">,
  tried: PasswordTry,
  work: (rows: RegistryRows) => Promise<T>,
): Promise<T> {
  try {
    return await registry.transact(async (rows) => {
      await rows.setFailures(tried.subject, tried.kind, 0);
      return work(rows);
    });
  } catch (failure) {
    const { owedTries } = memory;
    const key = owedKey(tried);
    if (failure instanceof RegistryBusy) owedTries.set(key, (owedTries.get(key) ?? 0) + 1);
    throw failure;
  }
}

function owedKey({ subject, kind }: Omit<PasswordTry, "ordinal">): string {
  return `${kind} ${subject}`;
}

/**
 * After a wrong password: journals it. Refuses with `locked` when this attempt has reached the limit, else with
 * `wrong`.
 */
export async function refuseTry<const Wrong>(
  rows: RegistryRows,
  { kind, ordinal }: PasswordTry,
  limit: number,
  event: JournalledAction,
  wrong: Wrong,
): Promise<Result<never, LockedRefusal | Wrong>> {
  const locks = isLocked(ordinal, limit);
  await rows.appendJournal({ ...event, outcome: `${kind}-${locks ? "locked" : "wrong"}` });
  return refused(locks ? { code: "locked", kind } : wrong);
}

/**
 * Makes the hash against which a password is verified where the ID doesn't exist. It is requested on every path, so
 * that the first attempt after a start doesn't reveal an unknown ID by its duration. A failure is not cached: the next
 * call tries again.
 */
export function makeDecoy(passwordHasher: PasswordHasher): () => Promise<string> {
  let decoy: Promise<string> | null = null;
  return () =>
    (decoy ??= passwordHasher.hash("nobody's password").catch((failure: unknown) => {
      decoy = null;
      throw failure;
    }));
}
