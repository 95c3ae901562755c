import { beforeEach, expect, test } from "vitest";
import { otplibOneTimePasswords } from "../../../../main/adapters/otplib-one-time-passwords.ts";
import { demoProfile } from "../../../../main/config/demo-profile.ts";
import { makeVerify } from "../../../../main/core/operations/verifier/verify.ts";
import type { Verdict } from "../../../../main/core/operations/verifier/verify.ts";
import { memoryVault } from "../../../fakes/memory-vault.ts";
import { aBank, awaitingCode, done, signedInWith, taro, wrongCode } from "./a-kiosk.ts";
import type { Bank } from "./a-kiosk.ts";

let bank: Bank;
let verify: ReturnType<typeof makeVerify>;
beforeEach(async () => {
  bank = await aBank();
  const { registry, clock } = bank;
  const adapters = { vault: memoryVault(), oneTimePasswords: otplibOneTimePasswords };
  verify = makeVerify({ registry, clock, config: demoProfile, ...adapters });
});

const { loginId } = taro;
const userId = "999800000001";
const told = ({ result, state }: Verdict) => `${result} ${state}`;
const asks = async (code: string) => told(await verify({ of: { loginId }, code }));

test.each([-1, 0, 1])(
  "the code of step %i is accepted, and then used here and at every kiosk",
  async (steps) => {
    await signedInWith(bank, "in-use");
    bank.clock.advance(60_000);
    const code = await bank.code(steps);
    expect(await asks(code)).toBe("accepted in-use");
    expect(bank.lastDeed()).toBe("verify done");
    expect(await asks(code)).toBe("wrong in-use");
    const kiosk = bank.kiosk();
    await done(kiosk.signIn(taro));
    expect(await kiosk.proveCode({ oneTimePassword: code })).toMatchObject({ ok: false });
  },
);

test("a code that a kiosk has accepted is wrong here, and not counted", async () => {
  const kiosk = await awaitingCode(bank);
  bank.clock.advance(60_000);
  const code = await bank.code();
  await done(kiosk.proveCode({ oneTimePassword: code }));
  expect(await asks(code)).toBe("wrong in-use");
  expect(await bank.wrongTries("oneTimePassword")).toBe(0);
});

test("failures here and at a kiosk are one count, and the fifth locks at both", async () => {
  const kiosk = await awaitingCode(bank);
  for (const at of [1, 2]) {
    expect(await kiosk.proveCode({ oneTimePassword: wrongCode })).toMatchObject({ ok: false });
    expect(await bank.wrongTries("oneTimePassword")).toBe(at);
  }
  expect(await asks(wrongCode)).toBe("wrong in-use");
  expect(await asks(wrongCode)).toBe("wrong in-use");
  expect(await asks(wrongCode)).toBe("locked suspended");
  expect(bank.lastDeed()).toBe("verify oneTimePassword-locked");
  expect(await asks(await bank.code(1))).toBe("locked suspended");
  expect(await kiosk.proveCode({ oneTimePassword: await bank.code(1) })).toMatchObject({
    refusal: { code: "locked" },
  });
});

test("a right code clears the count", async () => {
  await signedInWith(bank, "in-use");
  await asks(wrongCode);
  bank.clock.advance(60_000);
  expect(await asks(await bank.code())).toBe("accepted in-use");
  expect(await bank.wrongTries("oneTimePassword")).toBe(0);
});

test("why a code is wrong is journalled for the staff, and not told", async () => {
  await signedInWith(bank, "in-use");
  bank.clock.advance(60 * 60_000);
  const answer = await verify({ of: { loginId }, code: await bank.code(4) });
  expect(answer).toEqual({ result: "wrong", state: "in-use", userId, isKnown: true });
  expect(bank.registry.journal().at(-1)).toMatchObject({ detail: "phone-minutes=4" });
});

test.each([
  ["unissued", "not-in-use unissued"],
  ["issued", "not-in-use issued"],
] as const)("the token that is %s isn't evaluated", async (state, answer) => {
  await signedInWith(bank, state);
  expect(await asks(wrongCode)).toBe(answer);
  expect(await bank.wrongTries("oneTimePassword")).toBe(0);
  expect(bank.lastDeed()).toBe("verify not-in-use");
});

test("a stopped account's codes are not evaluated, and the journal says why", async () => {
  await signedInWith(bank, "in-use");
  await bank.registry.transact(async (rows) => {
    const customer = await rows.customerByLoginId(loginId);
    if (customer !== null) await rows.updateCustomer({ ...customer, status: "suspended" });
  });
  expect(await asks(await bank.code())).toBe("not-in-use in-use");
  expect(bank.lastDeed()).toBe("verify account-suspended");
});

test("the customer is found by the token's user ID; both ids must belong together", async () => {
  await signedInWith(bank, "in-use");
  const code = wrongCode;
  expect(told(await verify({ of: { userId }, code }))).toBe("wrong in-use");
  expect(told(await verify({ of: { userId, loginId }, code }))).toBe("wrong in-use");
  for (const of of [
    { userId, loginId: "hanako01" },
    { userId: "999800009999" },
    { loginId: "x" },
  ]) {
    const unknown = { result: "not-in-use", state: "unissued", userId: null, isKnown: false };
    expect(await verify({ of, code })).toEqual(unknown);
  }
  expect(await bank.wrongTries("oneTimePassword")).toBe(2);
});

test("a token that was replaced or released is none, though the customer has another", async () => {
  const kiosk = await signedInWith(bank, "issued");
  const entry = { mailAddress: "a@b.jp", mailAddressAgain: "a@b.jp" };
  const password = { startPassword: "4826", startPasswordAgain: "4826" };
  await done(kiosk.draftIssue({ ...entry, ...password }));
  await done(kiosk.confirmIssue({ confirmationPassword: "tarokaku1" }));
  await done(kiosk.startToken({ oneTimePassword: await bank.code() }));
  const former = await verify({ of: { userId }, code: await bank.code(1) });
  expect(told(former)).toBe("not-in-use unissued");
  const current = await verify({ of: { userId: "999800000002" }, code: await bank.code(1) });
  expect(told(current)).toBe("accepted in-use");
});
