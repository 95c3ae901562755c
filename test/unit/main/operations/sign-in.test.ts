import { beforeEach, describe, expect, test } from "vitest";
import { suspended } from "../../../../main/core/domain/token-lifecycle.ts";
import { aBank, awaitingCode, done, refusal, signedInWith, taro } from "./a-kiosk.ts";
import type { Bank } from "./a-kiosk.ts";

let bank: Bank;
beforeEach(async () => {
  bank = await aBank();
});

const wrong = { ...taro, loginPassword: "tarologin2" };
const unknown = { loginId: "nobody99", loginPassword: "tarologin1" };

describe("ログイン (KLG001)", () => {
  test("without a token in use, the passwords are enough", async () => {
    const kiosk = bank.kiosk();
    expect(await done(kiosk.signIn(taro))).toEqual({
      awaits: "nothing",
      customerName: "福島 太郎",
    });
    expect((await kiosk.readStatus({})).ok).toBe(true);
    expect(bank.lastDeed()).toBe("sign-in done");
  });

  test("an issued token that was never started asks for no code", async () => {
    const kiosk = await signedInWith(bank, "issued");
    expect(await done(kiosk.signIn(taro))).toMatchObject({ awaits: "nothing" });
  });

  test("a token in use asks for its code, and nothing works before", async () => {
    const kiosk = await signedInWith(bank, "in-use");
    expect(await done(kiosk.signIn(taro))).toMatchObject({ awaits: "code" });
    expect(await refusal(kiosk.readStatus({}))).toEqual({ code: "signed-out" });
  });

  test("an unknown login ID is answered like a wrong password, and both are hashed against", async () => {
    const kiosk = bank.kiosk();
    expect(await refusal(kiosk.signIn(wrong))).toEqual({ code: "credentials" });
    expect(bank.verified()).toBe(1);
    expect(await refusal(kiosk.signIn(unknown))).toEqual({ code: "credentials" });
    expect(bank.verified()).toBe(2);
    expect(await refusal(kiosk.readStatus({}))).toEqual({ code: "signed-out" });
  });

  test("the login ID counts as typed: capitals and spaces make another one", async () => {
    const kiosk = bank.kiosk();
    for (const loginId of ["TARO0001", " taro0001", "taro0001 "]) {
      expect(await refusal(kiosk.signIn({ ...taro, loginId }))).toEqual({ code: "credentials" });
    }
    expect(await bank.wrongTries("loginPassword")).toBe(0);
  });

  test.each([
    ["known", wrong],
    ["unknown", unknown],
  ])("5 wrong in a row lock a login ID that is %s, the 5th says so", async (_, request) => {
    const kiosk = bank.kiosk();
    for (let ordinal = 1; ordinal <= 4; ordinal += 1) {
      expect(await refusal(kiosk.signIn(request))).toEqual({ code: "credentials" });
    }
    const locked = { code: "locked", kind: "loginPassword" };
    expect(await refusal(kiosk.signIn(request))).toEqual(locked);
    expect(bank.lastDeed()).toBe("sign-in loginPassword-locked");
    expect(bank.verified()).toBe(5);
    expect(await refusal(kiosk.signIn({ ...taro, loginId: request.loginId }))).toEqual(locked);
    expect(bank.verified()).toBe(5);
  });

  test("a lock outlives a restart and doesn't touch other customers", async () => {
    for (let ordinal = 1; ordinal <= 5; ordinal += 1) await bank.kiosk().signIn(wrong);
    expect(await refusal(bank.kiosk().signIn(taro))).toMatchObject({ code: "locked" });
    const other = { loginId: "hanako01", loginPassword: "hanalogin1" };
    expect((await bank.kiosk().signIn(other)).ok).toBe(true);
  });

  test("a right password clears its counter: 4 wrong, 1 right, 4 wrong don't lock", async () => {
    const kiosk = bank.kiosk();
    for (let ordinal = 1; ordinal <= 4; ordinal += 1) await kiosk.signIn(wrong);
    await done(kiosk.signIn(taro));
    expect(await bank.wrongTries("loginPassword")).toBe(0);
    for (let ordinal = 1; ordinal <= 4; ordinal += 1) await kiosk.signIn(wrong);
    expect((await kiosk.signIn(taro)).ok).toBe(true);
  });

  test("a failed sign-in leaves nobody signed in who was before", async () => {
    const kiosk = await signedInWith(bank, "unissued");
    await refusal(kiosk.signIn(wrong));
    expect(await refusal(kiosk.readStatus({}))).toEqual({ code: "signed-out" });
  });

  test("a sign-in that ログアウト overtakes signs nobody in", async () => {
    const kiosk = bank.kiosk();
    const late = kiosk.signIn(taro);
    await kiosk.signOut({});
    expect(await refusal(late)).toEqual({ code: "signed-out" });
    expect(await refusal(kiosk.readStatus({}))).toEqual({ code: "signed-out" });
  });
});

describe("利用停止", () => {
  const stop = (bank: Bank) =>
    bank.registry.transact(async (rows) => {
      const token = await rows.currentToken("demo-taro");
      if (token) await rows.updateToken(suspended(token));
    });

  test("of a token that was in use: the right password is answered `locked`", async () => {
    const kiosk = await signedInWith(bank, "in-use");
    await stop(bank);
    expect(await refusal(kiosk.signIn(taro))).toEqual({ code: "locked", kind: "oneTimePassword" });
    expect(await refusal(kiosk.signIn(wrong))).toEqual({ code: "credentials" });
    expect(await refusal(kiosk.readStatus({}))).toEqual({ code: "signed-out" });
  });

  test("of a token that was never started: signs in, and BOP001 offers nothing", async () => {
    const kiosk = await signedInWith(bank, "issued");
    await stop(bank);
    expect(await done(kiosk.signIn(taro))).toMatchObject({ awaits: "nothing" });
    const no = { available: false, reason: "suspended" };
    expect(await done(kiosk.readStatus({}))).toMatchObject({
      registration: "suspended",
      token: { serviceId: "10112231", userId: "999800000001" },
      issue: no,
      start: no,
      release: no,
    });
  });

  test("while KLG002 waits: the code is answered `locked`, without being looked at", async () => {
    const kiosk = await awaitingCode(bank);
    const oneTimePassword = await bank.code();
    await stop(bank);
    expect(await refusal(kiosk.proveCode({ oneTimePassword }))).toEqual({
      code: "locked",
      kind: "oneTimePassword",
    });
    expect(await refusal(kiosk.proveCode({ oneTimePassword }))).toEqual({ code: "signed-out" });
  });
});
