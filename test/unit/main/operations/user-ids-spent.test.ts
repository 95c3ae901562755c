import { expect, test } from "vitest";
import {
  aBank,
  confirmationPassword,
  done,
  entry,
  hanako,
  issue,
  refusal,
  taro,
} from "./a-kiosk.ts";
import type { Bank } from "./a-kiosk.ts";

const spent = { code: "unavailable", reason: "user-ids-spent" };

/** A bank whose kiosk may give as many ユーザID. */
const bankOf = (userIds: number): Promise<Bank> =>
  aBank((config) => {
    const lastUserId = String(Number(config.token.firstUserId) + userIds - 1);
    return { ...config, token: { ...config.token, lastUserId } };
  });

test("past the last ユーザID nothing is issued, and what was issued can be started", async () => {
  const bank = await bankOf(1);
  const kiosk = bank.kiosk();
  await done(kiosk.signIn(taro));
  await issue(kiosk);
  expect(await done(kiosk.readStatus({}))).toMatchObject({
    issue: { available: false, reason: "user-ids-spent" },
    start: { available: true },
  });
  await done(kiosk.startToken({ oneTimePassword: await bank.code() }));

  await done(kiosk.signIn(hanako));
  expect(await done(kiosk.readStatus({}))).toMatchObject({
    issue: { available: false, reason: "user-ids-spent" },
  });
  expect(await refusal(kiosk.draftIssue(entry))).toEqual(spent);
  expect(bank.lastDeed()).toBe("issue user-ids-spent");
});

test("nor when another kiosk gives the last one meanwhile, and the right password isn't counted", async () => {
  const bank = await bankOf(1);
  const [kiosk, other] = [bank.kiosk(), bank.kiosk()];
  await done(kiosk.signIn(taro));
  await done(kiosk.draftIssue(entry));
  await done(other.signIn(hanako));
  await done(other.draftIssue(entry));
  bank.whileVerifying(() => other.confirmIssue({ confirmationPassword: "hanakaku1" }));
  expect(await refusal(kiosk.confirmIssue({ confirmationPassword }))).toEqual(spent);
  expect(await refusal(kiosk.confirmIssue({ confirmationPassword }))).toEqual(spent);
  expect(await bank.wrongTries("confirmationPassword")).toBe(0);
  expect(await bank.token()).toBeNull();
});
