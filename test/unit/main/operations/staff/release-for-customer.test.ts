import { beforeEach, describe, expect, test } from "vitest";
import type { Operations } from "../../../../../main/core/operations/operation.ts";
import {
  aBank,
  done,
  entry,
  mailAddress,
  refusal,
  signedInWith,
  taro,
  wrongCode,
} from "../a-kiosk.ts";
import type { Bank } from "../a-kiosk.ts";
import { approvedRelease, assistant, officer, staffBeside } from "./staff.ts";

let bank: Bank;
beforeEach(async () => {
  bank = await aBank();
});

const suspend = async (kiosk: Operations): Promise<void> => {
  await done(kiosk.signIn(taro));
  for (let tries = 1; tries <= 5; tries += 1) {
    await refusal(kiosk.startToken({ oneTimePassword: wrongCode }));
  }
  expect((await bank.token())?.state).toBe("suspended");
  await done(kiosk.staffSignIn(assistant));
};
const lastRow = () => bank.registry.journal().at(-1);
const limit = () =>
  bank.registry.transact(async (rows) => (await rows.customerById("demo-taro"))?.transferLimitYen);
const detail = "reason=lost evidence=residence-card:78CD approver=200001";

describe("コードなしの利用解除 (KST005)", () => {
  test.each(["issued", "in-use"] as const)("releases a token that is %s", async (state) => {
    const kiosk = await staffBeside(bank, state);
    const before = await bank.token();
    expect(await done(kiosk.releaseForCustomer(approvedRelease))).toEqual({
      limitBeforeYen: 1_000_000,
      limitAfterYen: 200_000,
      reissueFrom: "2026-04-02",
    });
    expect(await bank.token()).toEqual({
      ...before,
      state: "released",
      releasedAt: bank.clock(),
      startPasswordHash: "",
      sealedSecret: null,
    });
    expect(await limit()).toBe(200_000);
    expect(bank.registry.mails().at(-1)).toMatchObject({ kind: "released", to: mailAddress });
    expect(bank.nudged()).toBe(bank.registry.mails().length);
    expect(lastRow()).toMatchObject({
      customerId: "demo-taro",
      staffId: "100001",
      action: "release",
      outcome: "done",
      detail,
    });
    expect(JSON.stringify(lastRow())).not.toContain(officer.pin);
  });

  test("releases from 利用停止; the next token can be set up and used", async () => {
    const kiosk = await staffBeside(bank, "issued");
    await suspend(kiosk);
    await bank.registry.transact((rows) => rows.setFailures(taro.loginId, "startPassword", 5));
    await done(kiosk.releaseForCustomer(approvedRelease));
    expect(await bank.wrongTries("oneTimePassword")).toBe(0);
    expect(await bank.wrongTries("startPassword")).toBe(0);
    bank.clock.advance(86_400_000);
    await signedInWith(bank, "in-use");
    expect((await bank.token())?.state).toBe("in-use");
  });

  test("what isn't the token's stays locked", async () => {
    const kiosk = await staffBeside(bank, "in-use");
    await bank.registry.transact(async (rows) => {
      await rows.setFailures(taro.loginId, "loginPassword", 5);
      await rows.setFailures(taro.loginId, "confirmationPassword", 5);
    });
    await done(kiosk.releaseForCustomer(approvedRelease));
    expect(await bank.wrongTries("loginPassword")).toBe(5);
    expect(await bank.wrongTries("confirmationPassword")).toBe(5);
  });

  test("the next sign-in asks for no code; a new issue waits until 00:00 in Tokyo", async () => {
    const kiosk = await staffBeside(bank, "in-use");
    await done(kiosk.releaseForCustomer(approvedRelease));
    expect(await done(kiosk.signIn(taro))).toMatchObject({ awaits: "nothing" });
    expect(await refusal(kiosk.draftIssue(entry))).toEqual({
      code: "unavailable",
      reason: "reissue-waits",
      from: "2026-04-02",
    });
  });

  test("a limit below stays", async () => {
    const kiosk = await staffBeside(bank, "in-use");
    await bank.registry.transact((rows) => rows.setTransferLimit("demo-taro", 100_000, 100_000));
    expect(await done(kiosk.releaseForCustomer(approvedRelease))).toMatchObject({
      limitBeforeYen: 100_000,
      limitAfterYen: 100_000,
    });
  });

  test("a 役席 at the kiosk needs another 役席", async () => {
    await bank.registry.transact(async (rows) => {
      const first = await rows.staffById(officer.staffId);
      if (first !== null) await rows.insertStaff({ ...first, id: "200002" });
    });
    const kiosk = await staffBeside(bank, "in-use", officer);
    expect(await refusal(kiosk.releaseForCustomer(approvedRelease))).toEqual({
      code: "fields",
      fields: { approverId: "same-person" },
    });
    await done(kiosk.releaseForCustomer({ ...approvedRelease, approverId: "200002" }));
  });
});

test("50 at once release once, and harm nobody", async () => {
  const kiosk = await staffBeside(bank, "in-use");
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => kiosk.releaseForCustomer(approvedRelease)),
  );
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(bank.registry.mails().filter(({ kind }) => kind === "released")).toHaveLength(1);
  expect(await bank.wrongTries("pin", officer.staffId)).toBe(0);
});
