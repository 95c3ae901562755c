import { accessSync, constants, existsSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { sql } from "kysely";
import type { Kysely } from "kysely";
import { ok, refused } from "../../../preload/contract/result.ts";
import type { Result } from "../../../preload/contract/result.ts";
import type { JournalAnchor } from "../../core/domain/journal-chain.ts";
import type { ServerTrouble } from "../../core/domain/mail-schedule.ts";
import { phoneMinutes } from "../../core/domain/phone-clocks.ts";
import type { PhoneOffset } from "../../core/domain/phone-clocks.ts";
import type { ExaminedRegistry, RegistryExamination } from "../../core/ports/examined-registry.ts";
import type { FileCheck } from "../../core/ports/registry-checks.ts";
import { checksHere, inspect } from "./inspect.ts";
import { journalReaderIn } from "../journal-rows.ts";
import { migrations } from "../migrations.ts";
import { openReader } from "./open-reader.ts";
import { registryFaultOf } from "./registry-fault.ts";
import type { RegistryFault } from "./registry-fault.ts";
import type { RegistrySchema } from "../schema.ts";
import { isOnSharedFileSystem } from "./shared-folder.ts";

/** The size of the registry's file; null where there is none. */
export function registrySize(path: string): number | null {
  const sizes = [path, `${path}-wal`].map(
    (file) => statSync(file, { throwIfNoEntry: false })?.size,
  );
  return sizes[0] === undefined ? null : sizes[0] + (sizes[1] ?? 0);
}

/** The schema version of this kiosk. */
const schemaVersion = migrations.length;

/** Examines the registry at `path`; see the port. */
export function registryExamination(path: string, checks: FileCheck): RegistryExamination {
  return {
    schemaVersion,
    bytes: () => registrySize(path),
    examine: (anchor) => examineRegistry(path, anchor, checks),
  };
}

/**
 * Examines the registry at `path` without writing, while other processes use it. `older`: this kiosk would first bring
 * it up to date, so its rows can't be read yet; `missing`: there is none, or one that was never filled. `anchor`: an
 * end that its journal is known to have had, read before.
 */
export async function examineRegistry(
  path: string,
  anchor: JournalAnchor | null,
  checks: FileCheck = checksHere(path),
): Promise<Result<ExaminedRegistry, RegistryFault | "older" | "missing">> {
  let database: Kysely<RegistrySchema> | null = null;
  try {
    if (!existsSync(path)) return refused(anchor === null ? "missing" : "registry-rolled-back");
    if (isOnSharedFileSystem(dirname(path))) return refused("data-folder-shared");
    const found = inspect(path, anchor);
    if (found === "new") return refused("missing");
    if (found !== "ours") return refused(found);
    const whole = await checks.isWhole();
    if (!whole.ok) return whole;
    accessSync(dirname(path), constants.W_OK | constants.X_OK);
    accessSync(path, constants.R_OK | constants.W_OK);
    database = openReader(path);
    const { rows } = await sql<{ user_version: number }>`pragma user_version`.execute(database);
    if (Number(rows[0]?.user_version) < schemaVersion) {
      await database.destroy();
      return refused("older");
    }
    return ok(await examined(database));
  } catch (error) {
    await database?.destroy();
    const fault = registryFaultOf(error);
    if (fault === null) throw error;
    return refused(fault);
  }
}

async function examined(database: Kysely<RegistrySchema>): Promise<ExaminedRegistry> {
  const found = await database
    .selectNoFrom((from) => [
      from
        .selectFrom("kiosk")
        .select("value")
        .where("key", "=", "master-key-fingerprint")
        .as("fingerprint"),
      from
        .selectFrom("kiosk")
        .select("value")
        .where("key", "=", "greatest-user-id")
        .as("greatestUserId"),
      from
        .selectFrom("outbox")
        .select(({ fn }) => fn.countAll<number>().as("unsent"))
        .where("closed_at", "is", null)
        .as("unsent"),
      from
        .selectFrom("outbox")
        .select(sql<number | null>`min(created_at)`.as("oldest"))
        .where("closed_at", "is", null)
        .as("oldestUnsentAt"),
      from
        .selectFrom("journal")
        .select(sql<number | null>`max(at)`.as("at"))
        .where("action", "=", "backup")
        .where("outcome", "=", "done")
        .as("lastBackupAt"),
      from
        .selectFrom("journal")
        .select(sql<number | null>`max(at)`.as("at"))
        .where("action", "=", "keys-rotate")
        .where("outcome", "=", "done")
        .as("lastRotationAt"),
    ])
    .executeTakeFirstOrThrow();
  const check = await database
    .selectFrom("journal")
    .select(["at", "detail"])
    .where("action", "=", "read-health")
    .where("detail", "is not", null)
    .orderBy("number", "desc")
    .limit(1)
    .executeTakeFirst();
  const failed = await database
    .selectFrom("outbox")
    .select(["outcome", "closed_at"])
    .where("outcome", "in", ["rejected", "expired"])
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("outbox as later")
            .select("later.id")
            .whereRef("later.user_id", "=", "outbox.user_id")
            .whereRef("later.kind", "=", "outbox.kind")
            .whereRef("later.created_at", ">", "outbox.created_at"),
        ),
      ),
    )
    .execute();
  const trouble = await database
    .selectFrom("kiosk")
    .select("value")
    .where("key", "=", "mail-server-trouble")
    .executeTakeFirst();
  const rows = /^journal-rows=([0-9]+)$/.exec(check?.detail ?? "")?.[1];
  return {
    ...found,
    lastCheck:
      check === undefined || rows === undefined ? null : { rows: Number(rows), at: check.at },
    unsent: found.unsent ?? 0,
    failedMails: failed.flatMap(({ outcome, closed_at: at }) =>
      at !== null && (outcome === "rejected" || outcome === "expired") ? [{ outcome, at }] : [],
    ),
    serverTrouble: trouble === undefined ? null : (JSON.parse(trouble.value) as ServerTrouble),
    journal: {
      ...journalReaderIn(database),
      phoneOffsets: (since) => phoneOffsets(database, since),
    },
    close: () => database.destroy(),
  };
}

/** A start, or a confirmed clock: earlier offsets of phones belong to another setting of the clock. */
async function phoneOffsets(
  database: Kysely<RegistrySchema>,
  since: number,
): Promise<readonly PhoneOffset[]> {
  const rows = await database
    .selectFrom("journal")
    .select(["customer_id", "detail"])
    .where("at", ">=", since)
    .where("action", "in", ["start", "prove-code", "release"])
    .where("staff_id", "is", null)
    .where(({ eb, or }) =>
      or([eb("outcome", "=", "done"), eb("detail", "like", "phone-minutes=%")]),
    )
    .where(({ eb, selectFrom }) =>
      eb(
        "number",
        ">",
        selectFrom("journal as setting")
          .select(sql<number>`coalesce(max(setting.number), 0)`.as("number"))
          .where("setting.action", "in", ["start-up", "clock-confirm"]),
      ),
    )
    .orderBy("number")
    .execute();
  return rows.flatMap(({ customer_id, detail }) =>
    customer_id === null ? [] : { customerId: customer_id, minutes: phoneMinutes(detail) },
  );
}
