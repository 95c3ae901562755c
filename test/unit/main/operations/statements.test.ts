import { expect, test } from "vitest";
import type { Operations } from "../../../../main/core/operations/operation.ts";
import type { Verb } from "../../../../preload/contract/channels.ts";
import { aBank, confirmationPassword, done, entry, startPassword, taro } from "./a-kiosk.ts";
import type { Bank } from "./a-kiosk.ts";

/** Statements that the registry runs for each verb of a customer's way, without the beginnings and ends of transactions. */
async function statementsOfAVisit(bank: Bank): Promise<Readonly<Partial<Record<Verb, number>>>> {
  const kiosk = bank.kiosk();
  const counts: Partial<Record<Verb, number>> = {};
  const count = async (verb: Verb, work: (operations: Operations) => Promise<unknown>) => {
    const before = bank.registry.statements();
    await work(kiosk);
    counts[verb] = bank.registry.statements() - before;
  };
  await count("signIn", (operations) => done(operations.signIn(taro)));
  await count("readStatus", (operations) => done(operations.readStatus({})));
  await count("draftIssue", (operations) => done(operations.draftIssue(entry)));
  await count("confirmIssue", (operations) =>
    done(operations.confirmIssue({ confirmationPassword })),
  );
  await count("showSetupCode", (operations) => done(operations.showSetupCode({ startPassword })));
  const code = await bank.code();
  await count("startToken", (operations) => done(operations.startToken({ oneTimePassword: code })));
  bank.clock.advance(60_000);
  const oneTimePassword = await bank.code();
  await count("releaseToken", (operations) =>
    done(operations.releaseToken({ confirmationPassword, oneTimePassword })),
  );
  return counts;
}

test("each verb reads a record once a transaction and writes it once", async () => {
  expect(await statementsOfAVisit(await aBank())).toEqual({
    signIn: 7,
    readStatus: 2,
    draftIssue: 2,
    confirmIssue: 10,
    showSetupCode: 9,
    startToken: 7,
    releaseToken: 9,
  });
});
