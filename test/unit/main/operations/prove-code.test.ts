import { beforeEach, describe, expect, test } from "vitest";
import { released } from "../../../../main/core/domain/token-lifecycle.ts";
import { aBank, awaitingCode, done, refusal, signedInWith, taro, wrongCode } from "./a-kiosk.ts";
import type { Bank } from "./a-kiosk.ts";

let bank: Bank;
beforeEach(async () => {
  bank = await aBank();
});

const wrong = { code: "fields", fields: { oneTimePassword: "wrong" } };

describe("ワンタイムパスワード認証 (KLG002)", () => {
  test.each([-1, 0, 1])("the code of step %i is accepted and signs in", async (steps) => {
    const kiosk = await awaitingCode(bank);
    bank.clock.advance(60_000);
    expect(await done(kiosk.proveCode({ oneTimePassword: await bank.code(steps) }))).toBeNull();
    expect((await kiosk.readStatus({})).ok).toBe(true);
    expect(bank.lastDeed()).toBe("prove-code done");
  });

  test.each([-2, 2, 4, -120, 540])(
    "the code of step %i is wrong, and it isn't said why",
    async (steps) => {
      const kiosk = await awaitingCode(bank);
      bank.clock.advance(180 * 60_000);
      await done(kiosk.signIn(taro));
      const oneTimePassword = await bank.code(steps);
      expect(await refusal(kiosk.proveCode({ oneTimePassword }))).toEqual(wrong);
      expect(await bank.wrongTries("oneTimePassword")).toBe(1);
      expect(await refusal(kiosk.readStatus({}))).toEqual({ code: "signed-out" });
      const { outcome, detail } = bank.registry.journal().at(-1) ?? {};
      expect([outcome, detail]).toEqual([
        "oneTimePassword-wrong",
        `phone-minutes=${String(steps)}`,
      ]);
    },
  );

  test("an app that has lost the 60 s is named; the code is refused and counted", async () => {
    const kiosk = await awaitingCode(bank);
    const oneTimePassword = await bank.code30();
    expect(await refusal(kiosk.proveCode({ oneTimePassword }))).toEqual({
      code: "fields",
      fields: { oneTimePassword: "period-30" },
    });
    expect(await bank.wrongTries("oneTimePassword")).toBe(1);
  });

  test("a used code is plainly wrong, across restarts", async () => {
    const kiosk = await awaitingCode(bank);
    const oneTimePassword = await bank.code();
    await done(kiosk.proveCode({ oneTimePassword }));
    const afterRestart = bank.kiosk();
    await done(afterRestart.signIn(taro));
    expect(await refusal(afterRestart.proveCode({ oneTimePassword }))).toEqual(wrong);
  });

  test("the code that started the token can't sign in as well", async () => {
    const kiosk = await signedInWith(bank, "issued");
    const oneTimePassword = await bank.code();
    await done(kiosk.startToken({ oneTimePassword }));
    await done(kiosk.signIn(taro));
    expect(await refusal(kiosk.proveCode({ oneTimePassword }))).toEqual(wrong);
  });

  test("the 5th wrong code in a row, over several sign-ins, puts the token into 利用停止", async () => {
    const kiosk = await awaitingCode(bank);
    for (let ordinal = 1; ordinal <= 4; ordinal += 1) {
      expect(await refusal(kiosk.proveCode({ oneTimePassword: wrongCode }))).toEqual(wrong);
      await done(kiosk.signIn(taro));
    }
    expect((await bank.token())?.state).toBe("in-use");
    expect(await refusal(kiosk.proveCode({ oneTimePassword: wrongCode }))).toEqual({
      code: "locked",
      kind: "oneTimePassword",
    });
    expect((await bank.token())?.state).toBe("suspended");
    expect(bank.lastDeed()).toBe("prove-code oneTimePassword-locked");
    const oneTimePassword = await bank.code();
    expect(await refusal(kiosk.proveCode({ oneTimePassword }))).toEqual({ code: "signed-out" });
  });

  test("a right code clears the counter", async () => {
    const kiosk = await awaitingCode(bank);
    for (let ordinal = 1; ordinal <= 4; ordinal += 1) {
      await refusal(kiosk.proveCode({ oneTimePassword: wrongCode }));
    }
    await done(kiosk.proveCode({ oneTimePassword: await bank.code() }));
    expect(await bank.wrongTries("oneTimePassword")).toBe(0);
  });

  test("is refused when nobody has given a password, and once signed in", async () => {
    const kiosk = await signedInWith(bank, "in-use");
    const oneTimePassword = await bank.code();
    expect(await refusal(kiosk.proveCode({ oneTimePassword }))).toEqual({ code: "signed-out" });
    expect(await refusal(bank.kiosk().proveCode({ oneTimePassword }))).toEqual({
      code: "signed-out",
    });
    expect(await bank.wrongTries("oneTimePassword")).toBe(0);
  });

  test("a token released meanwhile needs no code: sign in again", async () => {
    const kiosk = await awaitingCode(bank);
    const oneTimePassword = await bank.code();
    await bank.registry.transact(async (rows) => {
      const token = await rows.currentToken("demo-taro");
      if (token) await rows.updateToken(released(token, bank.clock(), 1));
    });
    expect(await refusal(kiosk.proveCode({ oneTimePassword }))).toEqual({ code: "signed-out" });
    expect(await done(kiosk.signIn(taro))).toMatchObject({ awaits: "nothing" });
  });
});
