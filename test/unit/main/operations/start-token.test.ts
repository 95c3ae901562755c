import { beforeEach, describe, expect, test } from "vitest";
import { otplibOneTimePasswords } from "../../../../main/adapters/otplib-one-time-passwords.ts";
import {
  aBank,
  done,
  issue,
  mailAddress,
  refusal,
  signedInWith,
  startPassword,
  taro,
  wrongCode,
} from "./a-kiosk.ts";
import type { Bank } from "./a-kiosk.ts";

let bank: Bank;
beforeEach(async () => {
  bank = await aBank();
});

describe("ワンタイムパスワード利用開始 (BOK001)", () => {
  test.each([-1, 0, 1])("the code of step %i starts the token", async (steps) => {
    const kiosk = await signedInWith(bank, "issued");
    expect(await done(kiosk.startToken({ oneTimePassword: await bank.code(steps) }))).toBeNull();
    expect(await bank.token()).toMatchObject({ state: "in-use", startedAt: bank.clock() });
    expect(bank.registry.mails().at(-1)).toMatchObject({ kind: "started", to: mailAddress });
    expect(bank.lastDeed()).toBe("start done");
    expect(bank.nudged()).toBe(2);
    expect((await done(kiosk.readStatus({}))).registration).toBe("in-use");
  });

  test.each([
    ...[-2, 2, 4, -10, 10, 11, -11].map((minutes) => ["phone-clock", minutes] as const),
    ...[-120, 540, 345, 330, -210, 60].map((minutes) => ["phone-zone", minutes] as const),
  ])(
    "%s: a phone's clock %i minutes off is named; the code is refused and counted",
    async (code, minutes) => {
      const kiosk = await signedInWith(bank, "issued");
      const oneTimePassword = await bank.code(minutes);
      expect(await refusal(kiosk.startToken({ oneTimePassword }))).toEqual({
        code: "fields",
        fields: { oneTimePassword: code },
        minutes,
      });
      expect((await bank.token())?.state).toBe("issued");
      expect(await bank.wrongTries("oneTimePassword")).toBe(1);
      expect(bank.lastDeed()).toBe(`start oneTimePassword-${code}`);
      const { detail } = bank.registry.journal().at(-1) ?? {};
      expect(detail).toBe(`phone-minutes=${String(minutes)}`);
    },
  );

  test("a code that was diagnosed before its time is not accepted when that has come", async () => {
    const kiosk = await signedInWith(bank, "issued");
    const guessed = await bank.code(540);
    await refusal(kiosk.startToken({ oneTimePassword: guessed }));
    bank.clock.advance(540 * 60_000);
    await done(kiosk.signIn(taro));
    expect(await refusal(kiosk.startToken({ oneTimePassword: guessed }))).toMatchObject({
      fields: { oneTimePassword: "wrong" },
    });
    expect(await bank.wrongTries("oneTimePassword")).toBe(2);
    await done(kiosk.startToken({ oneTimePassword: await bank.code(1) }));
  });

  test("nor at sign-in, once the token was started with another, also by a kiosk started anew", async () => {
    const kiosk = await signedInWith(bank, "issued");
    const guessed = await bank.code(3);
    await refusal(kiosk.startToken({ oneTimePassword: guessed }));
    await done(kiosk.startToken({ oneTimePassword: await bank.code() }));
    bank.clock.advance(3 * 60_000);
    const another = bank.kiosk();
    await done(another.signIn(taro));
    expect(await refusal(another.proveCode({ oneTimePassword: guessed }))).toMatchObject({
      fields: { oneTimePassword: "wrong" },
    });
    await done(another.proveCode({ oneTimePassword: await bank.code(-1) }));
  });

  test("the same code again is told the same, and counted again", async () => {
    const kiosk = await signedInWith(bank, "issued");
    const oneTimePassword = await bank.code(540);
    const first = await refusal(kiosk.startToken({ oneTimePassword }));
    expect(await refusal(kiosk.startToken({ oneTimePassword }))).toEqual(first);
    expect(await bank.wrongTries("oneTimePassword")).toBe(2);
  });

  test("an app that stays at 30 s is named; the code is refused and counted", async () => {
    const kiosk = await signedInWith(bank, "issued");
    const { key } = await done(kiosk.showSetupCode({ startPassword }));
    const oneTimePassword = otplibOneTimePasswords.codeAt(
      fromBase32(key),
      Math.floor(bank.clock() / 30_000),
    );
    expect(await refusal(kiosk.startToken({ oneTimePassword }))).toEqual({
      code: "fields",
      fields: { oneTimePassword: "period-30" },
    });
    expect(await bank.wrongTries("oneTimePassword")).toBe(1);
  });

  test.each([67, -67])("a code %i minutes off is plainly wrong", async (minutes) => {
    const kiosk = await signedInWith(bank, "issued");
    const oneTimePassword = await bank.code(minutes);
    expect(await refusal(kiosk.startToken({ oneTimePassword }))).toEqual({
      code: "fields",
      fields: { oneTimePassword: "wrong" },
    });
  });

  test("the 5th wrong code, of whatever cause, puts the token into 利用停止", async () => {
    const kiosk = await signedInWith(bank, "issued");
    for (let ordinal = 1; ordinal <= 4; ordinal += 1) {
      await refusal(kiosk.startToken({ oneTimePassword: wrongCode }));
    }
    expect((await bank.token())?.state).toBe("issued");
    expect(await refusal(kiosk.startToken({ oneTimePassword: await bank.code(4) }))).toEqual({
      code: "locked",
      kind: "oneTimePassword",
    });
    expect((await bank.token())?.state).toBe("suspended");
    expect(await refusal(kiosk.startToken({ oneTimePassword: await bank.code() }))).toEqual({
      code: "unavailable",
      reason: "suspended",
    });
  });

  test("the codes of a token that was issued anew are worth nothing", async () => {
    const kiosk = await signedInWith(bank, "issued");
    const former = await bank.code();
    await issue(kiosk);
    expect(await refusal(kiosk.startToken({ oneTimePassword: former }))).toMatchObject({
      fields: { oneTimePassword: "wrong" },
    });
  });

  test.each([
    ["unissued", "not-issued"],
    ["in-use", "already-in-use"],
  ] as const)("%s: it is said why not, and nothing is counted", async (state, reason) => {
    const kiosk = await signedInWith(bank, state);
    expect(await refusal(kiosk.startToken({ oneTimePassword: wrongCode }))).toEqual({
      code: "unavailable",
      reason,
    });
    expect(await bank.wrongTries("oneTimePassword")).toBe(0);
  });

  test("is refused at KLG002 and when signed out", async () => {
    const kiosk = await signedInWith(bank, "in-use");
    await done(kiosk.signIn(taro));
    for (const who of [kiosk, bank.kiosk()]) {
      expect(await refusal(who.startToken({ oneTimePassword: wrongCode }))).toEqual({
        code: "signed-out",
      });
    }
  });
});

/** RFC 4648 §6, as a phone reads the key that was typed in. */
function fromBase32(key: string): Uint8Array {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = Array.from(key.replaceAll(" ", ""), (character) =>
    alphabet.indexOf(character).toString(2).padStart(5, "0"),
  ).join("");
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2));
}
