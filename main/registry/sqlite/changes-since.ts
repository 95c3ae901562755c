import { DatabaseSync } from "node:sqlite";
import type { SQLOutputValue } from "node:sqlite";
import type { SecretKind } from "../../../preload/contract/answers.ts";
import type { ChangesSince } from "../../core/domain/changes-since.ts";
import { migrations } from "../migrations.ts";

type Row = Record<string, SQLOutputValue>;

/**
 * Compares the registry behind `former` with its backup, a file of the newest schema. null: the former one is of an older
 * schema. Row by row, so that nothing is held of what didn't change.
 */
export function changesSince(former: DatabaseSync, backup: string): ChangesSince | null {
  const version = former.prepare("pragma user_version").get()?.["user_version"];
  if (version !== migrations.length) return null;
  using then = new DatabaseSync(backup, { readOnly: true });
  const pairs = function* (table: string, keys: readonly string[], columns: readonly string[]) {
    const all = [...keys, ...columns].join(", ");
    const where = keys.map((key) => `${key} = ?`).join(" and ");
    const before = then.prepare(`select ${columns.join(", ")} from ${table} where ${where}`);
    for (const now of former.prepare(`select ${all} from ${table}`).iterate()) {
      yield { now, before: before.get(...keys.map((key) => now[key] ?? null)) ?? null };
    }
  };

  const changes = {
    issued: 0,
    ended: [] as ChangesSince["ended"][number][],
    used: [] as ChangesSince["used"][number][],
    limits: [] as ChangesSince["limits"][number][],
    stopped: [] as ChangesSince["stopped"][number][],
    tries: [] as ChangesSince["tries"][number][],
  };
  for (const { now, before } of pairs("tokens", ["user_id"], tokenColumns)) {
    if (before === null) changes.issued += 1;
    else noteToken(changes, now, before);
  }
  for (const { now, before } of pairs("customers", ["id"], customerColumns)) {
    if (before !== null) noteCustomer(changes, now, before);
  }
  for (const { now, before } of pairs("wrong_tries", ["subject", "kind"], triesColumns)) {
    if (now["stranger_number"] !== null) continue;
    if (Number(now["count"]) <= Number(before?.["count"] ?? 0)) continue;
    changes.tries.push({ ...triesOf(now), count: Number(now["count"]) });
  }
  return {
    ...changes,
    greatestUserId: greatestUserIdOf(former),
    cleared: clearedOf(former, then),
    staff: changedStaff(former, then),
  };
}

const tokenColumns = ["state", "released_at", "last_step"];
const triesColumns = ["count", "stranger_number"];
const customerColumns = ["transfer_limit_yen", "limit_ceiling_yen", "status"];
const over = (state: unknown): state is "released" | "replaced" =>
  state === "released" || state === "replaced";

function noteToken(
  changes: { ended: ChangesSince["ended"][number][]; used: ChangesSince["used"][number][] },
  now: Row,
  before: Row,
): void {
  const userId = String(now["user_id"]);
  const { state } = now;
  if (over(state) && !over(before["state"])) {
    changes.ended.push({ userId, state, releasedAt: numberOrNull(now["released_at"]) });
  }
  const lastStep = numberOrNull(now["last_step"]);
  if (lastStep !== null && lastStep > (numberOrNull(before["last_step"]) ?? -1)) {
    changes.used.push({ userId, lastStep });
  }
}

function noteCustomer(
  changes: { limits: ChangesSince["limits"][number][]; stopped: ChangesSince["stopped"][number][] },
  now: Row,
  before: Row,
): void {
  const customerId = String(now["id"]);
  const yen = Number(now["transfer_limit_yen"]);
  const ceilingYen = numberOrNull(now["limit_ceiling_yen"]);
  const ceilingBefore = numberOrNull(before["limit_ceiling_yen"]);
  const isLower = yen < Number(before["transfer_limit_yen"]);
  if (isLower || (ceilingYen !== null && ceilingYen < (ceilingBefore ?? Infinity))) {
    changes.limits.push({ customerId, yen, ceilingYen });
  }
  const { status } = now;
  const isStopped = status === "suspended" || status === "closed";
  if (isStopped && status !== before["status"] && before["status"] !== "closed") {
    changes.stopped.push({ customerId, status });
  }
}

function greatestUserIdOf(former: DatabaseSync): string | null {
  const row = former
    .prepare(
      `select max(id) as greatest from (select max(user_id) as id from tokens
       union select value from kiosk where key = 'greatest-user-id')`,
    )
    .get();
  return typeof row?.["greatest"] === "string" ? row["greatest"] : null;
}

function clearedOf(former: DatabaseSync, then: DatabaseSync): ChangesSince["cleared"] {
  const now = former.prepare("select count from wrong_tries where subject = ? and kind = ?");
  return then
    .prepare("select subject, kind, count from wrong_tries where stranger_number is null")
    .all()
    .filter((row) => {
      const left = now.get(row["subject"] ?? null, row["kind"] ?? null)?.["count"];
      return Number(left ?? 0) < Number(row["count"]);
    })
    .map(triesOf);
}

function changedStaff(former: DatabaseSync, then: DatabaseSync): readonly string[] {
  const now = former.prepare("select role, pin_hash from staff where id = ?");
  return then
    .prepare("select id, role, pin_hash from staff order by id")
    .all()
    .filter((member) => {
      const left = now.get(member["id"] ?? null);
      return left?.["role"] !== member["role"] || left?.["pin_hash"] !== member["pin_hash"];
    })
    .map(({ id }) => String(id));
}

function triesOf(row: Row): { readonly subject: string; readonly kind: SecretKind } {
  return { subject: String(row["subject"]), kind: row["kind"] as SecretKind };
}

function numberOrNull(value: SQLOutputValue | undefined): number | null {
  return typeof value === "number" ? value : null;
}
