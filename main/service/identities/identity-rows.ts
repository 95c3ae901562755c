import { sql } from "kysely";
import type { Kysely } from "kysely";
import { ok, refused } from "../../../preload/contract/result.ts";
import type { Result } from "../../../preload/contract/result.ts";
import type { JoinMessage } from "../../network/protocol.ts";
import type { IdentityRow, NetworkSchema } from "../../registry/postgresql/network-schema.ts";
import { standingOf } from "./identity.ts";
import type { Identity, Standing } from "./identity.ts";

/** Whoever has a certificate may ask, so that what is asked is bounded and forgotten after a day. */
const mostPending = 500;
const pendingMs = 86_400_000;

/** The identities as rows; each call is one statement or one transaction of its own. */
export interface IdentityRows {
  /** The database's time, by which identities end, and those of `fingerprints` that are known. */
  find(fingerprints: readonly string[]): Promise<{
    readonly now: number;
    readonly identities: readonly Identity[];
  }>;
  /** By branch and name. */
  all(): Promise<readonly Identity[]>;
  /** Notes that a machine asks to be known, or what it now calls itself while it waits; answers its standing. */
  ask(
    fingerprint: string,
    asked: JoinMessage & { readonly notAfter: number },
  ): Promise<Result<Standing, "too-many">>;
  /** Approves one that waits; false: none does. `by`: the 係員番号 of both. */
  approve(fingerprint: string, by: readonly string[]): Promise<boolean>;
  /** Revokes one that isn't revoked yet; false: there is none. */
  revoke(fingerprint: string): Promise<boolean>;
}

/** The database's clock, epoch milliseconds. */
const now = sql<number>`cast(extract(epoch from clock_timestamp()) * 1000 as bigint)`;

export function identityRows(database: Kysely<NetworkSchema>): IdentityRows {
  return {
    async find(fingerprints) {
      const { rows } = await sql<
        IdentityRow & { readonly now: number; readonly known: string | null }
      >`
        select ${now} as now, identities.fingerprint as known, identities.*
        from (values (true)) as asked left join identities
          on identities.fingerprint = any (${fingerprints})`.execute(database);
      const identities = rows.filter(({ known }) => known !== null).map(identityFrom);
      return { now: rows[0]?.now ?? 0, identities };
    },
    async all() {
      const rows = await database
        .selectFrom("identities")
        .selectAll()
        .orderBy("branch")
        .orderBy("name")
        .orderBy("fingerprint")
        .execute();
      return rows.map(identityFrom);
    },
    ask: (fingerprint, { name, branch, version, role = "kiosk", notAfter }) =>
      database.transaction().execute(async (rows) => {
        await rows
          .deleteFrom("identities")
          .where("state", "=", "pending")
          .where("asked_at", "<", sql<number>`${now} - ${sql.lit(pendingMs)}`)
          .execute();
        const [known] = await rows
          .selectFrom("identities")
          .selectAll()
          .select(now.as("now"))
          .where("fingerprint", "=", fingerprint)
          .execute();
        if (known !== undefined && known.state !== "pending") {
          return ok(standingOf(identityFrom(known), known.now));
        }
        const { pending } = await rows
          .selectFrom("identities")
          .select(({ fn }) => fn.countAll<number>().as("pending"))
          .where("state", "=", "pending")
          .executeTakeFirstOrThrow();
        if (known === undefined && pending >= mostPending) return refused("too-many");
        const asked = { name, branch, version, role, not_after: notAfter };
        await rows
          .insertInto("identities")
          .values({ fingerprint, ...asked, state: "pending", asked_at: now })
          .onConflict((conflict) => conflict.column("fingerprint").doUpdateSet(asked))
          .execute();
        return ok("pending");
      }),
    async approve(fingerprint, by) {
      const { numUpdatedRows } = await database
        .updateTable("identities")
        .set({ state: "approved", approved_by: JSON.stringify(by) })
        .where("fingerprint", "=", fingerprint)
        .where("state", "=", "pending")
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    async revoke(fingerprint) {
      const { numUpdatedRows } = await database
        .updateTable("identities")
        .set({ state: "revoked", revoked_at: now })
        .where("fingerprint", "=", fingerprint)
        .where("state", "!=", "revoked")
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
  };
}

function identityFrom(row: IdentityRow): Identity {
  const { fingerprint, name, branch, role, state, version } = row;
  return {
    ...{ fingerprint, name, branch, role, state, version },
    ...{ notAfter: row.not_after, askedAt: row.asked_at },
    ...{ revokedAt: row.revoked_at, seenAt: row.seen_at },
  };
}
