import { beforeEach, describe, expect, test } from "vitest";
import {
  aBank,
  confirmationPassword,
  done,
  entry,
  hanako,
  issue,
  mailAddress,
  refusal,
  signedInWith,
  taro,
  wrongCode,
} from "./a-kiosk.ts";
import type { Bank } from "./a-kiosk.ts";

let bank: Bank;
beforeEach(async () => {
  bank = await aBank();
});

const release = async (bank: Bank) => ({
  confirmationPassword,
  oneTimePassword: await bank.code(),
});

describe("ワンタイムパスワード利用解除 (BOS001)", () => {
  test.each(["issued", "in-use"] as const)("releases a token that is %s", async (state) => {
    const kiosk = await signedInWith(bank, state);
    expect(await done(kiosk.releaseToken(await release(bank)))).toEqual({
      limitBeforeYen: 1_000_000,
      limitAfterYen: 200_000,
      reissueFrom: "2026-04-02",
    });
    expect(await bank.token()).toMatchObject({
      state: "released",
      releasedAt: bank.clock(),
      sealedSecret: null,
    });
    const customer = await bank.registry.transact((rows) => rows.customerById("demo-taro"));
    expect(customer?.transferLimitYen).toBe(200_000);
    expect(bank.registry.mails().at(-1)).toMatchObject({ kind: "released", to: mailAddress });
    expect(bank.lastDeed()).toBe("release done");
    expect(bank.nudged()).toBe(bank.registry.mails().length);
  });

  test("an app that has lost the 60 s is named; another zone isn't", async () => {
    const kiosk = await signedInWith(bank, "in-use");
    const tried = async (oneTimePassword: string) =>
      refusal(kiosk.releaseToken({ confirmationPassword, oneTimePassword }));
    expect(await tried(await bank.code30())).toEqual({
      code: "fields",
      fields: { oneTimePassword: "period-30" },
    });
    expect(await tried(await bank.code(540))).toEqual({
      code: "fields",
      fields: { oneTimePassword: "wrong" },
    });
    expect(await bank.wrongTries("oneTimePassword")).toBe(2);
    expect((await bank.token())?.state).toBe("in-use");
  });

  test.each([
    [200_001, 200_000],
    [200_000, 200_000],
    [100_000, 100_000],
  ])("a transfer limit of ¥%i becomes ¥%i", async (before, after) => {
    const kiosk = await signedInWith(bank, "in-use");
    await bank.registry.transact((rows) => rows.setTransferLimit("demo-taro", before));
    expect(await done(kiosk.releaseToken(await release(bank)))).toMatchObject({
      limitBeforeYen: before,
      limitAfterYen: after,
    });
    const customer = await bank.registry.transact((rows) => rows.customerById("demo-taro"));
    expect(customer?.transferLimitYen).toBe(after);
  });

  test("the next sign-in asks for no code; a new issue waits until 00:00 in Tokyo", async () => {
    const kiosk = await signedInWith(bank, "in-use");
    await done(kiosk.releaseToken(await release(bank)));
    expect(await done(kiosk.signIn(taro))).toMatchObject({ awaits: "nothing" });
    expect(await done(kiosk.readStatus({}))).toMatchObject({
      registration: "released",
      token: null,
      issue: { available: false, reason: "reissue-waits", from: "2026-04-02" },
      setupCode: { available: false, reason: "not-issued" },
    });
    bank.clock.set(Date.parse("2026-04-01T23:59:59+09:00"));
    await done(kiosk.signIn(taro));
    expect(await refusal(kiosk.draftIssue(entry))).toEqual({
      code: "unavailable",
      reason: "reissue-waits",
      from: "2026-04-02",
    });
    bank.clock.set(Date.parse("2026-04-02T00:00:00+09:00"));
    await issue(kiosk);
    expect(await bank.token()).toMatchObject({ userId: "999800000002", state: "issued" });
  });

  test("a wrong 確認用パスワード: the code is neither looked at nor counted nor used", async () => {
    const kiosk = await signedInWith(bank, "in-use");
    const { oneTimePassword } = await release(bank);
    for (const code of [oneTimePassword, wrongCode]) {
      expect(
        await refusal(
          kiosk.releaseToken({ confirmationPassword: "tarokaku2", oneTimePassword: code }),
        ),
      ).toEqual({ code: "fields", fields: { confirmationPassword: "wrong" } });
    }
    expect(await bank.wrongTries("oneTimePassword")).toBe(0);
    expect(await bank.wrongTries("confirmationPassword")).toBe(2);
    expect((await kiosk.releaseToken({ confirmationPassword, oneTimePassword })).ok).toBe(true);
    expect(await bank.wrongTries("confirmationPassword")).toBe(0);
  });

  test("a wrong code is counted, clears the password's counter, and isn't diagnosed", async () => {
    const kiosk = await signedInWith(bank, "issued");
    await refusal(
      kiosk.releaseToken({ confirmationPassword: "tarokaku2", oneTimePassword: wrongCode }),
    );
    const oneTimePassword = await bank.code(4);
    expect(await refusal(kiosk.releaseToken({ confirmationPassword, oneTimePassword }))).toEqual({
      code: "fields",
      fields: { oneTimePassword: "wrong" },
    });
    expect(await bank.wrongTries("confirmationPassword")).toBe(0);
    expect(await bank.wrongTries("oneTimePassword")).toBe(1);
    expect((await bank.token())?.state).toBe("issued");
  });

  test("the 5th wrong code puts the token into 利用停止 and releases nothing", async () => {
    const kiosk = await signedInWith(bank, "in-use");
    for (let ordinal = 1; ordinal <= 4; ordinal += 1) {
      await refusal(kiosk.releaseToken({ confirmationPassword, oneTimePassword: wrongCode }));
    }
    expect(
      await refusal(kiosk.releaseToken({ confirmationPassword, oneTimePassword: wrongCode })),
    ).toEqual({ code: "locked", kind: "oneTimePassword" });
    expect((await bank.token())?.state).toBe("suspended");
    expect(await refusal(kiosk.releaseToken(await release(bank)))).toEqual({
      code: "unavailable",
      reason: "suspended",
    });
    const customer = await bank.registry.transact((rows) => rows.customerById("demo-taro"));
    expect(customer?.transferLimitYen).toBe(1_000_000);
  });

  test("the 5th wrong 確認用パスワード locks that kind, at BOT003 too", async () => {
    const kiosk = await signedInWith(bank, "issued");
    const wrong = { confirmationPassword: "tarokaku2", oneTimePassword: wrongCode };
    for (let ordinal = 1; ordinal <= 4; ordinal += 1) await refusal(kiosk.releaseToken(wrong));
    const locked = { code: "locked", kind: "confirmationPassword" };
    expect(await refusal(kiosk.releaseToken(wrong))).toEqual(locked);
    expect(await refusal(kiosk.releaseToken(await release(bank)))).toEqual(locked);
    await done(kiosk.draftIssue(entry));
    expect(await refusal(kiosk.confirmIssue({ confirmationPassword }))).toEqual(locked);
  });

  test("the code that signed in can't release as well", async () => {
    const kiosk = await signedInWith(bank, "in-use");
    await done(kiosk.signIn(taro));
    const used = await release(bank);
    await done(kiosk.proveCode({ oneTimePassword: used.oneTimePassword }));
    expect(await refusal(kiosk.releaseToken(used))).toEqual({
      code: "fields",
      fields: { oneTimePassword: "wrong" },
    });
  });

  test("未発行, and another customer's token, can't be released", async () => {
    await signedInWith(bank, "in-use");
    const kiosk = bank.kiosk();
    await done(kiosk.signIn(hanako));
    expect(
      await refusal(
        kiosk.releaseToken({
          confirmationPassword: "hanakaku1",
          oneTimePassword: await bank.code(),
        }),
      ),
    ).toEqual({ code: "unavailable", reason: "not-issued" });
    expect((await bank.token())?.state).toBe("in-use");
  });
});
