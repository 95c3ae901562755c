import { beforeEach, describe, expect, test } from "vitest";
import { aBank, done, issue, refusal, signedInWith, startPassword, taro } from "./a-kiosk.ts";
import type { Bank } from "./a-kiosk.ts";

let bank: Bank;
beforeEach(async () => {
  bank = await aBank();
});

const wrong = { startPassword: "9182" };

describe("アプリ設定用QRコード", () => {
  test("is the otpauth URI of the token, with the key in groups of four", async () => {
    const kiosk = await signedInWith(bank, "issued");
    const { modules, key, ...rest } = await done(kiosk.showSetupCode({ startPassword }));
    expect(key).toMatch(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/);
    expect(modules).toEqual([
      `otpauth://totp/FKENSHIN:999800000001?secret=${key.replaceAll(" ", "")}&issuer=FKENSHIN&algorithm=SHA1&digits=6&period=60`,
    ]);
    expect(rest).toEqual({ secondsLeft: 120, showingsLeft: 2 });
    expect(bank.lastDeed()).toBe("show-setup-code done");
  });

  test("is the secret whose codes the kiosk accepts, the same at every showing", async () => {
    const kiosk = await signedInWith(bank, "issued");
    const first = await done(kiosk.showSetupCode({ startPassword }));
    const second = await done(kiosk.showSetupCode({ startPassword }));
    expect(second.key).toBe(first.key);
    expect((await kiosk.startToken({ oneTimePassword: await bank.code() })).ok).toBe(true);
  });

  test("is shown 3 times, then no more, restart or not", async () => {
    let kiosk = await signedInWith(bank, "issued");
    for (const left of [2, 1, 0]) {
      const shown = await done(kiosk.showSetupCode({ startPassword }));
      expect(shown.showingsLeft).toBe(left);
      kiosk = bank.kiosk();
      await done(kiosk.signIn(taro));
    }
    const spent = { code: "setup-code-withheld", reason: "spent" };
    expect(await refusal(kiosk.showSetupCode({ startPassword }))).toEqual(spent);
    expect(await refusal(kiosk.showSetupCode(wrong))).toEqual(spent);
    expect(await bank.wrongTries("startPassword")).toBe(0);
    expect((await done(kiosk.readStatus({}))).setupCode).toEqual({
      available: false,
      reason: "spent",
    });
  });

  test("is shown until 10 minutes after issue, the last time for what is left of them", async () => {
    const kiosk = await signedInWith(bank, "issued");
    bank.clock.advance(599_000);
    expect(await done(kiosk.showSetupCode({ startPassword }))).toMatchObject({ secondsLeft: 1 });
    bank.clock.advance(1_000);
    expect(await refusal(kiosk.showSetupCode({ startPassword }))).toEqual({
      code: "setup-code-withheld",
      reason: "expired",
    });
  });

  test("a new issue starts anew", async () => {
    const kiosk = await signedInWith(bank, "issued");
    for (let time = 1; time <= 3; time += 1) await done(kiosk.showSetupCode({ startPassword }));
    bank.clock.advance(700_000);
    await issue(kiosk);
    expect(await done(kiosk.showSetupCode({ startPassword }))).toMatchObject({ showingsLeft: 2 });
  });

  test.each(["unissued", "in-use"] as const)("is not there for %s", async (state) => {
    const kiosk = await signedInWith(bank, state);
    expect(await refusal(kiosk.showSetupCode({ startPassword }))).toEqual({
      code: "setup-code-withheld",
      reason: "not-issued",
    });
  });

  test("a wrong 利用開始パスワード shows nothing and uses up no showing", async () => {
    const kiosk = await signedInWith(bank, "issued");
    expect(await refusal(kiosk.showSetupCode(wrong))).toEqual({
      code: "fields",
      fields: { startPassword: "wrong" },
    });
    expect((await bank.token())?.setupShowings).toBe(0);
    expect(await bank.wrongTries("startPassword")).toBe(1);
    await done(kiosk.showSetupCode({ startPassword }));
    expect(await bank.wrongTries("startPassword")).toBe(0);
  });

  test("the 5th wrong one locks", async () => {
    const kiosk = await signedInWith(bank, "issued");
    for (let ordinal = 1; ordinal <= 4; ordinal += 1) await refusal(kiosk.showSetupCode(wrong));
    const locked = { code: "locked", kind: "startPassword" };
    expect(await refusal(kiosk.showSetupCode(wrong))).toEqual(locked);
    expect(await refusal(kiosk.showSetupCode({ startPassword }))).toEqual(locked);
  });

  test("the showing is counted before the secret is opened", async () => {
    const kiosk = await signedInWith(bank, "issued");
    await bank.registry.transact(async (rows) => {
      const token = await rows.currentToken("demo-taro");
      if (token) await rows.updateToken({ ...token, sealedSecret: new Uint8Array(48) });
    });
    expect(await refusal(kiosk.showSetupCode({ startPassword }))).toEqual({
      code: "record-broken",
    });
    expect((await bank.token())?.setupShowings).toBe(1);
  });

  test("a token issued anew while the former one's 利用開始パスワード is verified isn't shown", async () => {
    const kiosk = await signedInWith(bank, "issued");
    const other = bank.kiosk();
    await done(other.signIn(taro));
    bank.whileVerifying(() => issue(other));
    expect(await refusal(kiosk.showSetupCode({ startPassword }))).toEqual({
      code: "setup-code-withheld",
      reason: "not-issued",
    });
    expect(await bank.token()).toMatchObject({ userId: "999800000002", setupShowings: 0 });
  });

  test("5 requests at once are shown 3 times", async () => {
    const kiosk = await signedInWith(bank, "issued");
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => kiosk.showSetupCode({ startPassword })),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(3);
    expect((await bank.token())?.setupShowings).toBe(3);
  });
});
