import { beforeEach, describe, expect, test } from "vitest";
import {
  addStaff,
  changePin,
  listStaff,
  removeStaff,
  unlockStaff,
} from "../../../../../main/core/operations/staff/manage-staff.ts";
import { plainPasswordHasher } from "../../../../fakes/plain-password-hasher.ts";
import type { Bank } from "../a-kiosk.ts";
import { aBank, done, refusal } from "../a-kiosk.ts";

const typed = { id: "500001", name: "郡山 新", role: "係員", pin: "192837" };

let bank: Bank;
let parts: Parameters<typeof addStaff>[0];
beforeEach(async () => {
  bank = await aBank();
  parts = {
    registry: bank.registry,
    passwordHasher: plainPasswordHasher(),
    clock: bank.clock,
  };
});

const signIn = (staffId: string, pin: string) => bank.kiosk().staffSignIn({ staffId, pin });
const journalled = () => bank.registry.journal().at(-1);

describe("a member is made", () => {
  test("who then signs in, and that is journalled without the PIN", async () => {
    expect(await done(addStaff(parts, { ...typed, name: " 郡山 新 " }))).toMatchObject({
      id: "500001",
      name: "郡山 新",
      role: "assist",
    });
    expect(journalled()).toMatchObject({
      customerId: null,
      action: "staff-add",
      outcome: "done",
      detail: "staff=500001 role=assist",
    });
    expect(await done(signIn("500001", "192837"))).toMatchObject({ role: "assist" });
    expect(JSON.stringify(bank.registry.journal())).not.toContain("192837");
  });

  test.each([
    ["assist", "assist"],
    ["役席", "approve"],
    ["maintain", "maintain"],
    ["監査", "audit"],
  ])("in the role %s", async (role, expected) => {
    expect(await done(addStaff(parts, { ...typed, role }))).toMatchObject({ role: expected });
  });

  test.each([
    [{ id: "12345" }, "staff-id-form"],
    [{ id: "12345678901" }, "staff-id-form"],
    [{ id: "12345６" }, "staff-id-form"],
    [{ name: " " }, "staff-name-form"],
    [{ name: "a\u0007b" }, "staff-name-form"],
    [{ name: "名".repeat(41) }, "staff-name-form"],
    [{ role: "boss" }, "staff-role-form"],
    [{ role: "constructor" }, "staff-role-form"],
    [{ id: "100001" }, "staff-known"],
    [{ pin: "" }, { pin: "missing" }],
    [{ pin: "12345x" }, { pin: "not-digits" }],
    [{ pin: "19283" }, { pin: "not-6-to-12-digits" }],
    [{ pin: "1928374655647" }, { pin: "not-6-to-12-digits" }],
    [{ pin: "777777" }, { pin: "same-digits" }],
    [{ pin: "456789" }, { pin: "sequence" }],
    [{ pin: "987654" }, { pin: "sequence" }],
    [{ pin: "500001" }, { pin: "like-login-id" }],
  ])("unless %o", async (wrong, why) => {
    const before = bank.registry.journal().length;
    expect(await refusal(addStaff(parts, { ...typed, ...wrong }))).toEqual(why);
    expect(bank.registry.journal()).toHaveLength(before);
  });

  test("and isn't locked by who guessed at the number before", async () => {
    for (let tries = 0; tries < 5; tries += 1) await refusal(signIn("500001", "111111"));
    await done(addStaff(parts, typed));
    await done(signIn("500001", "192837"));
  });
});

describe("a member that there is", () => {
  const lock = async () => {
    for (let tries = 0; tries < 5; tries += 1) await refusal(signIn("100001", "111111"));
    const lines = await listStaff(bank.registry, 5);
    expect(lines.filter(({ locked }) => locked).map(({ id }) => id)).toEqual(["100001"]);
  };

  test("is unlocked", async () => {
    await lock();
    await done(unlockStaff(parts, "100001"));
    expect(journalled()).toMatchObject({
      action: "staff-unlock",
      detail: "staff=100001 role=assist",
    });
    await done(signIn("100001", "624813"));
  });

  test("gets another PIN, which unlocks them", async () => {
    await lock();
    await done(changePin(parts, "100001", "192837"));
    expect(journalled()).toMatchObject({ action: "staff-pin", outcome: "done" });
    await refusal(signIn("100001", "624813"));
    await done(signIn("100001", "192837"));
    expect(await refusal(changePin(parts, "100001", "111111"))).toEqual({ pin: "same-digits" });
  });

  test("is removed", async () => {
    await done(removeStaff(parts, "100001"));
    expect(journalled()).toMatchObject({ action: "staff-remove", outcome: "done" });
    expect(await refusal(signIn("100001", "624813"))).toEqual({ code: "staff-credentials" });
    expect((await listStaff(bank.registry, 5)).map(({ id }) => id)).not.toContain("100001");
  });
});

test("of a number that nobody has nothing is done", async () => {
  const before = bank.registry.journal().length;
  for (const answer of [
    unlockStaff(parts, "999999"),
    removeStaff(parts, "999999"),
    changePin(parts, "999999", "192837"),
  ]) {
    expect(await refusal(answer)).toBe("staff-unknown");
  }
  expect(bank.registry.journal()).toHaveLength(before);
});
