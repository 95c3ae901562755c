import { sql } from "kysely";
import { nextUserId, greatestOf, userIdsLeft } from "../../core/domain/user-id.ts";
import type { DatabaseWays } from "../database-ways.ts";
import type { Facts } from "../facts.ts";
import { headFrom, headText } from "../journal-rows.ts";

/** The number is read as text: tampering may have put in one that no number of JavaScript can hold. */
const lastNumberKey = "journal-last-number";

/** Read with the facts, as every action needs it. */
export const lastJournalNumber = sql`select ${sql.lit(lastNumberKey)},
  cast(max(number) as text) from journal`;

const nothing = async (): Promise<void> => undefined;

/**
 * The ways of SQLite, whose writing transactions exclude one another: there is nothing to lock, one chain, and head and
 * counter are facts. `facts` are read with `lastJournalNumber`.
 */
export function sqliteWays(facts: Facts): DatabaseWays {
  const greatest = () => facts.read("greatest-user-id");
  const record = async (userId: string): Promise<void> =>
    facts.write("greatest-user-id", greatestOf([userId, await greatest()]));
  return {
    locks: {
      customerById: nothing,
      customerByLoginId: nothing,
      staff: nothing,
      stranger: nothing,
    },
    chain: {
      writer: "",
      end: async () => ({
        head: headFrom(await facts.read("journal-head")),
        lastNumber: Number((await facts.extra(lastNumberKey)) ?? 0),
      }),
      write: (head) => facts.write("journal-head", headText(head)),
    },
    sealingKey: (fact) => fact(),
    userIds: {
      greatest,
      record,
      async take(range) {
        const issued = await greatest();
        if (userIdsLeft(issued, range) === 0) return null;
        const userId = nextUserId(issued, range.firstUserId);
        await record(userId);
        return userId;
      },
    },
  };
}
