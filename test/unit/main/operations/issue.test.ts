import { beforeEach, describe, expect, test } from "vitest";
import {
  aBank,
  confirmationPassword,
  done,
  entry,
  issue,
  mailAddress,
  refusal,
  signedInWith,
  startPassword,
  taro,
} from "./a-kiosk.ts";
import type { Bank } from "./a-kiosk.ts";

let bank: Bank;
beforeEach(async () => {
  bank = await aBank();
});

const wrong = { confirmationPassword: "tarokaku2" };
const noDraft = { code: "no-draft" };

describe("the draft (BOT001, BOT003)", () => {
  test("shows the address alone, and can't be confirmed once it was cancelled", async () => {
    const kiosk = await signedInWith(bank, "unissued");
    expect(await refusal(kiosk.confirmIssue({ confirmationPassword }))).toEqual(noDraft);
    expect(await done(kiosk.draftIssue(entry))).toEqual({ mailAddress });
    await done(kiosk.cancelDraft({}));
    expect(await refusal(kiosk.confirmIssue({ confirmationPassword }))).toEqual(noDraft);
  });

  test("a second draft takes the first one's place", async () => {
    const kiosk = await signedInWith(bank, "unissued");
    await done(kiosk.draftIssue(entry));
    const other = "hanako@data-bank.co.jp";
    await done(kiosk.draftIssue({ ...entry, mailAddress: other, mailAddressAgain: other }));
    expect(await done(kiosk.confirmIssue({ confirmationPassword }))).toMatchObject({
      mailAddress: other,
    });
  });

  test("a 利用開始パスワード of the login ID's digits is refused at its field", async () => {
    const kiosk = await signedInWith(bank, "unissued");
    const like = { ...entry, startPassword: "0001", startPasswordAgain: "0001" };
    expect(await refusal(kiosk.draftIssue(like))).toEqual({
      code: "fields",
      fields: { startPassword: "like-login-id" },
    });
    expect(await refusal(kiosk.confirmIssue({ confirmationPassword }))).toEqual(noDraft);
  });

  test("is wiped by ログアウト, and by another sign-in", async () => {
    const kiosk = await signedInWith(bank, "unissued");
    for (const leave of [() => kiosk.signOut({}), () => kiosk.signIn(taro)]) {
      await done(kiosk.draftIssue(entry));
      await leave();
      await done(kiosk.signIn(taro));
      expect(await refusal(kiosk.confirmIssue({ confirmationPassword }))).toEqual(noDraft);
    }
  });

  test("is refused while a token is in use", async () => {
    const kiosk = await signedInWith(bank, "in-use");
    expect(await refusal(kiosk.draftIssue(entry))).toEqual({
      code: "unavailable",
      reason: "already-in-use",
    });
  });
});

describe("トークン発行 (BOT003 → BOT002)", () => {
  test("gives service ID, user ID and address, and writes token, mail and journal", async () => {
    const kiosk = await signedInWith(bank, "unissued");
    await done(kiosk.draftIssue(entry));
    expect(await done(kiosk.confirmIssue({ confirmationPassword }))).toEqual({
      serviceId: "10112231",
      userId: "999800000001",
      mailAddress,
    });
    expect(await bank.token()).toMatchObject({
      userId: "999800000001",
      customerId: "demo-taro",
      state: "issued",
      issuedAt: bank.clock(),
    });
    expect(bank.registry.mails()).toMatchObject([{ kind: "issued", to: mailAddress }]);
    expect(bank.lastDeed()).toBe("issue done");
    expect(bank.nudged()).toBe(1);
    expect(await refusal(kiosk.confirmIssue({ confirmationPassword }))).toEqual(noDraft);
  });

  test("the secret is 160 bits, sealed; the 利用開始パスワード is kept as a hash alone", async () => {
    await signedInWith(bank, "issued");
    const token = await bank.token();
    expect(JSON.stringify(token)).not.toContain(startPassword);
    expect(token?.sealedSecret?.length).toBeGreaterThan(20);
  });

  test("a wrong 確認用パスワード keeps the draft, and the count left isn't told", async () => {
    const kiosk = await signedInWith(bank, "unissued");
    await done(kiosk.draftIssue(entry));
    expect(await refusal(kiosk.confirmIssue(wrong))).toEqual({
      code: "fields",
      fields: { confirmationPassword: "wrong" },
    });
    expect(await bank.token()).toBeNull();
    expect(bank.nudged()).toBe(0);
    expect((await kiosk.confirmIssue({ confirmationPassword })).ok).toBe(true);
    expect(await bank.wrongTries("confirmationPassword")).toBe(0);
  });

  test("the 5th wrong one locks, and then the right one is refused too", async () => {
    const kiosk = await signedInWith(bank, "unissued");
    await done(kiosk.draftIssue(entry));
    for (let ordinal = 1; ordinal <= 4; ordinal += 1) await refusal(kiosk.confirmIssue(wrong));
    const locked = { code: "locked", kind: "confirmationPassword" };
    expect(await refusal(kiosk.confirmIssue(wrong))).toEqual(locked);
    expect(await refusal(kiosk.confirmIssue({ confirmationPassword }))).toEqual(locked);
    expect(await bank.token()).toBeNull();
  });

  test("each kind is counted on its own", async () => {
    const kiosk = await signedInWith(bank, "unissued");
    await done(kiosk.draftIssue(entry));
    for (let ordinal = 1; ordinal <= 5; ordinal += 1) await refusal(kiosk.confirmIssue(wrong));
    expect((await kiosk.signIn(taro)).ok).toBe(true);
  });

  test("an issued token that was never started is issued anew at once, under a new user ID", async () => {
    const kiosk = await signedInWith(bank, "issued");
    await issue(kiosk);
    expect(await bank.token()).toMatchObject({ userId: "999800000002", state: "issued" });
    const former = await bank.registry.transact((rows) => rows.tokenByUserId("999800000001"));
    expect(former).toMatchObject({ state: "replaced", sealedSecret: null });
    expect(bank.registry.mails()).toHaveLength(2);
  });

  test("two tokens never have the same secret", async () => {
    const kiosk = await signedInWith(bank, "issued");
    const one = await bank.code();
    await issue(kiosk);
    expect(await bank.code()).not.toBe(one);
  });

  test("with the 利用開始パスワード locked it gives a token with a clean one", async () => {
    const kiosk = await signedInWith(bank, "issued");
    for (let ordinal = 1; ordinal <= 5; ordinal += 1) {
      await refusal(kiosk.showSetupCode({ startPassword: "9182" }));
    }
    await done(kiosk.draftIssue(entry));
    expect(await bank.wrongTries("startPassword")).toBe(5);
    await done(kiosk.confirmIssue({ confirmationPassword }));
    expect((await bank.token())?.userId).toBe("999800000002");
    expect(await bank.wrongTries("startPassword")).toBe(0);
    await done(kiosk.showSetupCode({ startPassword }));
  });

  test("a token started at another kiosk between BOT001 and BOT003 stays as it is", async () => {
    const kiosk = await signedInWith(bank, "issued");
    await done(kiosk.draftIssue(entry));
    const other = bank.kiosk();
    await done(other.signIn(taro));
    await done(other.startToken({ oneTimePassword: await bank.code() }));
    expect(await refusal(kiosk.confirmIssue({ confirmationPassword }))).toEqual({
      code: "unavailable",
      reason: "already-in-use",
    });
    expect(bank.lastDeed()).toBe("issue already-in-use");
    expect(await bank.token()).toMatchObject({ userId: "999800000001", state: "in-use" });
  });

  test("and so does one that is started while the 確認用パスワード is verified", async () => {
    const kiosk = await signedInWith(bank, "issued");
    await done(kiosk.draftIssue(entry));
    const other = bank.kiosk();
    await done(other.signIn(taro));
    bank.whileVerifying(async () => other.startToken({ oneTimePassword: await bank.code() }));
    expect(await refusal(kiosk.confirmIssue({ confirmationPassword }))).toEqual({
      code: "unavailable",
      reason: "already-in-use",
    });
    expect(await bank.token()).toMatchObject({ userId: "999800000001", state: "in-use" });
  });

  test("one press sent 5 times at once issues one token", async () => {
    const kiosk = await signedInWith(bank, "unissued");
    await done(kiosk.draftIssue(entry));
    const presses = Array.from({ length: 5 }, () => kiosk.confirmIssue({ confirmationPassword }));
    const answers = await Promise.all(presses);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(
      answers.filter((answer) => !answer.ok && answer.refusal.code === "no-draft"),
    ).toHaveLength(4);
    expect((await bank.token())?.userId).toBe("999800000001");
    expect(bank.registry.mails()).toHaveLength(1);
  });
});
