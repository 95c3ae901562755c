import { beforeEach, describe, expect, test } from "vitest";
import type { StaffMember } from "../../../../../main/core/domain/staff.ts";
import type { RegistryRows } from "../../../../../main/core/ports/registry.ts";
import type { Bank } from "../a-kiosk.ts";
import { aBank, done, refusal, signedInWith, taro } from "../a-kiosk.ts";
import { assistant, auditor } from "./staff.ts";

let bank: Bank;
beforeEach(async () => {
  bank = await aBank();
});

describe("係員ログイン (KST001)", () => {
  test("tells name, role and what the role may do", async () => {
    const answer = await done(bank.kiosk().staffSignIn(assistant));
    expect(answer).toMatchObject({ name: "二本松 係員", role: "assist" });
    expect(answer.acts).toContain("unlock");
    expect(answer.acts).not.toContain("approve-release");
    expect(bank.lastDeed()).toBe("staff-sign-in done");
    expect(bank.registry.journal().at(-1)?.staffId).toBe("100001");
  });

  test("an unknown number is answered, counted and locked like a wrong PIN", async () => {
    const kiosk = bank.kiosk();
    for (const staffId of [assistant.staffId, "999999"]) {
      for (let tries = 1; tries < 5; tries += 1) {
        bank.clock.advance(60_000);
        expect(await refusal(kiosk.staffSignIn({ staffId, pin: "111111" }))).toEqual({
          code: "staff-credentials",
        });
      }
      bank.clock.advance(60_000);
      const locked = { code: "locked", kind: "pin" };
      expect(await refusal(kiosk.staffSignIn({ staffId, pin: "111111" }))).toEqual(locked);
      bank.clock.advance(60_000);
      expect(await refusal(kiosk.staffSignIn({ ...assistant, staffId }))).toEqual(locked);
    }
  });

  test("what was typed for a number that nobody has isn't journalled", async () => {
    await refusal(bank.kiosk().staffSignIn({ staffId: "624813", pin: "624813" }));
    expect(JSON.stringify(bank.registry.journal())).not.toContain("624813");
  });

  test.each([
    [1, 2],
    [10, 5],
  ])("50 at once at %i kiosks are evaluated as %i", async (many, evaluated) => {
    const kiosks = Array.from({ length: many }, () => bank.kiosk());
    const before = bank.verified();
    const each = Array.from({ length: 50 / many }, () => kiosks).flat();
    await Promise.all(each.map((kiosk) => kiosk.staffSignIn({ ...assistant, pin: "111111" })));
    expect(bank.verified() - before).toBe(evaluated);
  });
});

describe("the session", () => {
  const search = { searched: "フクシマ" };

  test("ends after two minutes without a request, and not before", async () => {
    const kiosk = bank.kiosk();
    await done(kiosk.staffSignIn(assistant));
    bank.clock.advance(119_999);
    await done(kiosk.findCustomers(search));
    bank.clock.advance(119_999);
    await done(kiosk.findCustomers(search));
    bank.clock.advance(120_000);
    expect(await refusal(kiosk.findCustomers(search))).toEqual({ code: "staff-signed-out" });
  });

  test.each([-3_600_000, 86_400_000])(
    "ends as soon and as late when the clock is put by %i ms",
    async (jump) => {
      const kiosk = bank.kiosk();
      await done(kiosk.staffSignIn(assistant));
      bank.clock.advance(119_999);
      bank.clock.jump(jump);
      await done(kiosk.findCustomers(search));
      bank.clock.advance(120_000);
      bank.clock.jump(-jump);
      expect(await refusal(kiosk.findCustomers(search))).toEqual({ code: "staff-signed-out" });
    },
  );

  test("goes on as long as the screen is touched", async () => {
    const kiosk = bank.kiosk();
    await done(kiosk.staffSignIn(assistant));
    for (let times = 0; times < 3; times += 1) {
      bank.clock.advance(119_999);
      await done(kiosk.prolong({}));
    }
    bank.clock.advance(119_999);
    await done(kiosk.findCustomers(search));
    bank.clock.advance(120_000);
    await done(kiosk.prolong({}));
    expect(await refusal(kiosk.findCustomers(search))).toEqual({ code: "staff-signed-out" });
  });

  test("that time has ended is journalled with the time of its end, by the next deed", async () => {
    const kiosk = bank.kiosk();
    await done(kiosk.staffSignIn(assistant));
    const began = bank.clock();
    bank.clock.advance(300_000);
    await done(kiosk.prolong({}));
    await done(kiosk.staffSignIn(auditor));
    const { staffId: ended } = assistant;
    const { staffId: next } = auditor;
    expect(bank.registry.journal().slice(-2)).toMatchObject([
      { at: began + 120_000, action: "staff-sign-out", outcome: "expired", staffId: ended },
      { at: began + 300_000, action: "staff-sign-in", outcome: "done", staffId: next },
    ]);
  });

  test("that another's sign-in, or a change of the member, has ended is journalled", async () => {
    const kiosk = bank.kiosk();
    await done(kiosk.staffSignIn(assistant));
    await done(kiosk.staffSignIn(auditor));
    expect(bank.registry.journal().slice(-2)).toMatchObject([
      { action: "staff-sign-out", outcome: "replaced", staffId: assistant.staffId },
      { action: "staff-sign-in", outcome: "done", staffId: auditor.staffId },
    ]);
    await bank.registry.transact((rows) => rows.removeStaff(auditor.staffId));
    await kiosk.findCustomers(search);
    expect(bank.lastDeed()).toBe("staff-sign-out staff-changed");
  });

  test("and a customer's are never there together", async () => {
    const kiosk = await signedInWith(bank, "unissued");
    await done(kiosk.staffSignIn(assistant));
    expect(await refusal(kiosk.readStatus({}))).toEqual({ code: "signed-out" });
    await done(kiosk.signIn(taro));
    expect(await refusal(kiosk.findCustomers(search))).toEqual({ code: "staff-signed-out" });
  });

  test("that can't be ended durably lets no customer's sign-in go on unheard", async () => {
    let held = false;
    const kiosk = bank.kiosk({
      ...bank.registry,
      transact: (work) => {
        if (!held) return bank.registry.transact(work);
        held = false;
        return Promise.reject(new Error("held by another process"));
      },
    });
    await done(kiosk.staffSignIn(assistant));
    held = true;
    const before = bank.verified();
    await expect(kiosk.signIn(taro)).rejects.toThrow("held");
    // Whatever had gone on would be as far as its password by then.
    await done(bank.kiosk().staffSignIn(assistant));
    expect(bank.verified() - before).toBe(1);
  });

  test("ends as the kiosk is handed back, which is journalled once", async () => {
    const kiosk = bank.kiosk();
    await done(kiosk.staffSignIn(assistant));
    await done(kiosk.staffSignOut({}));
    expect(bank.lastDeed()).toBe("staff-sign-out done");
    const rows = bank.registry.journal().length;
    await done(kiosk.staffSignOut({}));
    expect(bank.registry.journal()).toHaveLength(rows);
  });

  test("ends for whoever is removed, has another role or another PIN, at the next deed", async () => {
    const { staffId } = assistant;
    const change = (work: (rows: RegistryRows, member: StaffMember) => Promise<void>) =>
      bank.registry.transact(async (rows) => {
        const member = await rows.staffById(staffId);
        if (member !== null) await work(rows, member);
      });
    const changes = [
      (rows: RegistryRows, member: StaffMember) =>
        rows.updateStaff({ ...member, role: "maintain" }),
      (rows: RegistryRows, member: StaffMember) =>
        rows.updateStaff({ ...member, pinHash: "other" }),
      (rows: RegistryRows) => rows.removeStaff(staffId),
    ];
    const before = await bank.registry.transact((rows) => rows.staffById(staffId));
    const kiosk = bank.kiosk();
    for (const each of changes) {
      await done(kiosk.staffSignIn(assistant));
      await done(kiosk.findCustomers(search));
      await change(each);
      expect(await refusal(kiosk.findCustomers(search))).toEqual({ code: "staff-signed-out" });
      await change((rows) => (before === null ? Promise.resolve() : rows.updateStaff(before)));
      expect(await refusal(kiosk.findCustomers(search))).toEqual({ code: "staff-signed-out" });
    }
    expect(await refusal(kiosk.staffSignIn(assistant))).toEqual({ code: "staff-credentials" });
  });

  test("isn't begun by a sign-in that was overtaken by an end", async () => {
    const kiosk = bank.kiosk();
    bank.whileVerifying(() => kiosk.staffSignOut({}));
    expect(await refusal(kiosk.staffSignIn(assistant))).toEqual({ code: "signed-out" });
    expect(await refusal(kiosk.findCustomers(search))).toEqual({ code: "staff-signed-out" });
  });

  test("of a role that may not is refused, and that is journalled", async () => {
    const kiosk = bank.kiosk();
    await done(kiosk.staffSignIn(auditor));
    expect(await refusal(kiosk.findCustomers(search))).toEqual({ code: "forbidden" });
    expect(bank.lastDeed()).toBe("find-customer forbidden");
  });
});

test.each(["ふくしま", "福嶋　太", "ﾌｸｼﾏﾀ", "taro0001", "ｔａｒｏ０００１　"])(
  "a customer is found by %s",
  async (searched) => {
    const kiosk = bank.kiosk();
    await done(kiosk.staffSignIn(assistant));
    const found = { customerId: "demo-taro", name: "福島 太郎", kana: "フクシマ タロウ" };
    expect(await done(kiosk.findCustomers({ searched }))).toEqual({
      customers: [{ ...found, loginId: "taro0001" }],
      more: false,
    });
  },
);
