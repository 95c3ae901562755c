import { DatabaseSync } from "node:sqlite";
import type { SQLOutputValue } from "node:sqlite";
import type { SecretKind } from "../../../preload/contract/answers.ts";
import type { ChangesSince } from "../../core/domain/changes-since.ts";
import { migrations } from "../migrations.ts";

type Row = Record<string, SQLOutputValue>;

/**
 * Compares the registry of the connection `former` with its backup, a file of the newest schema. null: the former one
 * is of an older schema. It compares row by row, so that unchanged rows need no memory.
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
    failures: [] as ChangesSince["failures"][number][],
    cleared: [] as ChangesSince["cleared"][number][],
  };
  const loginIds = former.prepare("select login_id from customers where id = ?");
  for (const { now, before } of pairs("tokens", ["user_id"], tokenColumns)) {
    if (before === null) changes.issued += 1;
    else {
      noteToken(changes, now, before);
      const owner = loginIds.get(now["customer_id"] ?? null)?.["login_id"];
      noteFailures(changes, String(owner), now, before, tokenFailures);
    }
  }
  for (const { now, before } of pairs("customers", ["id"], customerColumns)) {
    if (before === null) continue;
    noteCustomer(changes, now, before);
    noteFailures(changes, String(now["login_id"]), now, before, passwordFailures);
  }
  for (const { now, before } of pairs("staff", ["id"], ["pin_failures"])) {
    if (before !== null) noteFailures(changes, String(now["id"]), now, before, pinFailures);
  }
  return {
    ...changes,
    greatestUserId: greatestUserIdOf(former),
    staff: changedStaff(former, then),
  };
}

/** Kinds of failures, by the columns of their counts. */
const tokenFailures = {
  start_failures: "startPassword",
  code_failures: "oneTimePassword",
} as const;
const passwordFailures = {
  login_failures: "loginPassword",
  confirmation_failures: "confirmationPassword",
} as const;
const pinFailures = { pin_failures: "pin" } as const;

const tokenColumns = ["state", "released_at", "last_step", "customer_id"].concat(
  Object.keys(tokenFailures),
);
const customerColumns = ["login_id", "transfer_limit_yen", "limit_ceiling_yen", "status"].concat(
  Object.keys(passwordFailures),
);
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
  const row = former.prepare("select value from kiosk where key = 'greatest-user-id'").get();
  return typeof row?.["value"] === "string" ? row["value"] : null;
}

function noteFailures(
  changes: {
    failures: ChangesSince["failures"][number][];
    cleared: ChangesSince["cleared"][number][];
  },
  subject: string,
  now: Row,
  before: Row,
  kinds: Readonly<Record<string, SecretKind>>,
): void {
  for (const [column, kind] of Object.entries(kinds)) {
    const [count, then] = [Number(now[column]), Number(before[column])];
    if (count > then) changes.failures.push({ subject, kind, count });
    if (count < then) changes.cleared.push({ subject, kind });
  }
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

function numberOrNull(value: SQLOutputValue | undefined): number | null {
  return typeof value === "number" ? value : null;
}
