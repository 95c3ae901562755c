import type { SecretKind } from "../../../../preload/contract/answers.ts";
import type { LockedRefusal } from "../../../../preload/contract/refusals.ts";
import { ok, refused } from "../../../../preload/contract/result.ts";
import type { Result } from "../../../../preload/contract/result.ts";
import type { JournalledAction } from "../../domain/journal-event.ts";
import { isLocked } from "../../domain/lockout.ts";
import { RegistryBusy } from "../../domain/registry-errors.ts";
import type { PasswordHasher } from "../../ports/cryptography.ts";
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
export interface PasswordAttempt {
  /** The login ID or staff id as typed. */
  readonly subject: string;
  readonly kind: Exclude<SecretKind, "oneTimePassword">;
  /** Its position in the series, from 1. */
  readonly ordinal: number;
}

/** Counts an attempt before it is evaluated. Refuses it, uncounted, when the kind is locked. */
export async function reserveAttempt(
  { config, memory }: Pick<Parts, "config" | "memory">,
  rows: RegistryRows,
  { subject, kind }: Omit<PasswordAttempt, "ordinal">,
  event: JournalledAction,
): Promise<Result<PasswordAttempt, LockedRefusal>> {
  const limit = config.lockout.wrongTries;
  const { overcounted } = memory;
  const extra = overcounted.get(countKey({ subject, kind })) ?? 0;
  const failures = Math.max(0, (await rows.failures(subject, kind)) - extra);
  if (isLocked(failures, limit)) {
    await rows.appendJournal({ ...event, outcome: `${kind}-locked` });
    return refused({ code: "locked", kind });
  }
  await rows.setFailures(subject, kind, failures + 1);
  overcounted.delete(countKey({ subject, kind }));
  return ok({ subject, kind, ordinal: failures + 1 });
}

/** After a right password: clears the count in one transaction with `work`. */
export async function transactRight<T>(
  { registry, memory }: Pick<Parts, "registry" | "memory">,
  attempt: PasswordAttempt,
  work: (rows: RegistryRows) => Promise<T>,
): Promise<T> {
  try {
    return await registry.transact(async (rows) => {
      await rows.setFailures(attempt.subject, attempt.kind, 0);
      return work(rows);
    });
  } catch (failure) {
    const { overcounted } = memory;
    const key = countKey(attempt);
    if (failure instanceof RegistryBusy) overcounted.set(key, (overcounted.get(key) ?? 0) + 1);
    throw failure;
  }
}

function countKey({ subject, kind }: Omit<PasswordAttempt, "ordinal">): string {
  return `${kind} ${subject}`;
}

/**
 * After a wrong password: journals it. Refuses with `locked` when this attempt has reached the limit, else with
 * `wrong`.
 */
export async function refuseAttempt<const Wrong>(
  rows: RegistryRows,
  { kind, ordinal }: PasswordAttempt,
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
