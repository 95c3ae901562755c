import { beforeEach, expect, test } from "vitest";
import type { Operations } from "../../../../../main/core/operations/operation.ts";
import { aBank, done, refusal, taro } from "../a-kiosk.ts";
import type { Bank } from "../a-kiosk.ts";
import { approvedRelease, assistant, officer, staffBeside } from "./staff.ts";

let bank: Bank;
let kiosk: Operations;
beforeEach(async () => {
  bank = await aBank();
  kiosk = bank.kiosk();
});

const wrongOf = (staffId: string) => kiosk.staffSignIn({ staffId, pin: "505152" });
const secondsOf = async (asked: Promise<{ ok: boolean }>): Promise<number | null> => {
  const answer = (await asked) as { refusal?: { code: string; seconds?: number } };
  return answer.refusal?.code === "pin-waits" ? (answer.refusal.seconds ?? 0) : null;
};

test.each([
  ["known", "100001", "200001"],
  ["unknown", "999999", "888888"],
])("wrong PINs of %s numbers cost growing waits, whosever they are", async (_whose, one, other) => {
  const wrong = { code: "staff-credentials" };
  expect(await refusal(wrongOf(one))).toEqual(wrong);
  expect(await refusal(wrongOf(other))).toEqual(wrong);
  const waits: (number | null)[] = [];
  for (let tries = 3; tries <= 8; tries += 1) {
    const staffId = tries % 2 === 0 ? one : other;
    const seconds = await secondsOf(wrongOf(staffId));
    waits.push(seconds);
    bank.clock.advance((seconds ?? 0) * 1_000);
    expect(await refusal(wrongOf(staffId))).toEqual(wrong);
  }
  waits.push(await secondsOf(wrongOf(one)));
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60]);
});

test("a try that waits is neither looked at nor counted, and journalled", async () => {
  for (let tries = 1; tries <= 3; tries += 1) {
    bank.clock.advance(1_000);
    await wrongOf(assistant.staffId);
  }
  const before = bank.verified();
  for (let tries = 1; tries <= 20; tries += 1) {
    expect(await refusal(kiosk.staffSignIn(assistant))).toEqual({ code: "pin-waits", seconds: 2 });
  }
  expect(bank.verified()).toBe(before);
  expect(await bank.wrongTries("pin", assistant.staffId)).toBe(3);
  expect(bank.lastDeed()).toBe("staff-sign-in pin-waits");
  bank.clock.advance(1_999);
  expect(await refusal(kiosk.staffSignIn(assistant))).toEqual({ code: "pin-waits", seconds: 1 });
  bank.clock.advance(1);
  await done(kiosk.staffSignIn(assistant));
});

test("to lock every number one stands there for most of an hour", async () => {
  const numbers = Array.from({ length: 10 }, (_, at) => String(500_001 + at));
  let seconds = 0;
  for (const staffId of numbers) {
    for (let tries = 1; tries <= 5; tries += 1) {
      const wait = await secondsOf(wrongOf(staffId));
      if (wait === null) continue;
      tries -= 1;
      seconds += wait;
      bank.clock.advance(wait * 1_000);
    }
  }
  expect(seconds).toBeGreaterThan(40 * 60);
});

test("customers wait for none of it, nor does another kiosk; setting the clock shortens nothing", async () => {
  for (let tries = 1; tries <= 4; tries += 1) {
    bank.clock.advance(2_000);
    await wrongOf("999999");
  }
  expect(await kiosk.signIn(taro)).toMatchObject({ ok: true });
  expect(await bank.kiosk().staffSignIn(assistant)).toMatchObject({ ok: true });
  bank.clock.jump(3_600_000);
  expect(await refusal(kiosk.staffSignIn(assistant))).toEqual({ code: "pin-waits", seconds: 4 });
});

test("a right PIN ends the run, and so does a quarter of an hour without a wrong one", async () => {
  await wrongOf(assistant.staffId);
  await done(kiosk.staffSignIn(assistant));
  await wrongOf(assistant.staffId);
  expect(await secondsOf(kiosk.staffSignIn(assistant))).toBeNull();
  await wrongOf(officer.staffId);
  bank.clock.advance(15 * 60_000);
  await wrongOf(officer.staffId);
  expect(await secondsOf(kiosk.staffSignIn(officer))).toBeNull();
});

test("the approver's PINs on KST005 count with those of KST001", async () => {
  kiosk = await staffBeside(bank, "in-use");
  const wrong = { ...approvedRelease, approverPin: "505152" };
  await refusal(kiosk.releaseForCustomer(wrong));
  await refusal(kiosk.releaseForCustomer(wrong));
  expect(await refusal(kiosk.releaseForCustomer(approvedRelease))).toEqual({
    code: "pin-waits",
    seconds: 1,
  });
  expect(bank.lastDeed()).toBe("release pin-waits");
  expect(await refusal(kiosk.staffSignIn(officer))).toEqual({ code: "pin-waits", seconds: 1 });
});
