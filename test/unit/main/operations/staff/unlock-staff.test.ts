import { beforeEach, describe, expect, test } from "vitest";
import type { Operations } from "../../../../../main/core/operations/operation.ts";
import { aBank, done, refusal } from "../a-kiosk.ts";
import type { Bank } from "../a-kiosk.ts";
import { anotherAssistant, assistant, auditor, maintainer, officer } from "./staff.ts";

let bank: Bank;
let kiosk: Operations;
beforeEach(async () => {
  bank = await aBank();
  kiosk = bank.kiosk();
});

const limit = 5;
const lock = (staffId: string) =>
  bank.registry.transact((rows) => rows.setFailures(staffId, "pin", limit));
const order = (staffId: string) => ({ staffId, reason: "by-others" }) as const;
const locked = async () =>
  (await done(kiosk.findLockedStaff({}))).members.map(({ staffId }) => staffId);

describe("係員のロックの解除 (KST009)", () => {
  test("tells a 役席 who is locked, and lets that member sign in again", async () => {
    await lock(assistant.staffId);
    await lock(maintainer.staffId);
    await done(kiosk.staffSignIn(officer));
    expect(await done(kiosk.findLockedStaff({}))).toEqual({
      members: [
        { staffId: "100001", name: "二本松 係員", role: "assist" },
        { staffId: "300001", name: "須賀川 保守", role: "maintain" },
      ],
    });
    await done(kiosk.unlockStaff(order(assistant.staffId)));
    expect(bank.registry.journal().at(-1)).toMatchObject({
      ...{ action: "staff-unlock", outcome: "done", staffId: officer.staffId, customerId: null },
      detail: "staff=100001 role=assist reason=by-others",
    });
    expect(await locked()).toEqual(["300001"]);
    expect(await kiosk.staffSignIn(assistant)).toMatchObject({ ok: true });
  });

  test.each([assistant, maintainer, auditor])("is refused to $staffId", async (member) => {
    await lock(anotherAssistant.staffId);
    await done(kiosk.staffSignIn(member));
    expect(await refusal(kiosk.findLockedStaff({}))).toEqual({ code: "forbidden" });
    const deed = order(anotherAssistant.staffId);
    expect(await refusal(kiosk.unlockStaff(deed))).toEqual({ code: "forbidden" });
    expect(bank.lastDeed()).toBe("staff-unlock forbidden");
    expect(await bank.wrongTries("pin", anotherAssistant.staffId)).toBe(limit);
  });

  test("is refused to customers and to nobody", async () => {
    expect(await refusal(kiosk.findLockedStaff({}))).toEqual({ code: "staff-signed-out" });
    expect(await refusal(kiosk.unlockStaff(order("100001")))).toEqual({
      code: "staff-signed-out",
    });
  });

  test("nobody unlocks themselves, who were locked while they are signed in", async () => {
    await done(kiosk.staffSignIn(officer));
    await lock(officer.staffId);
    expect(await locked()).toEqual([]);
    expect(await refusal(kiosk.unlockStaff(order(officer.staffId)))).toEqual({ code: "forbidden" });
    expect(bank.lastDeed()).toBe("staff-unlock forbidden");
    expect(await bank.wrongTries("pin", officer.staffId)).toBe(limit);
  });

  test("whoever isn't locked, or is nobody, can't be unlocked; a number of nobody's isn't kept", async () => {
    await lock("987654");
    await done(kiosk.staffSignIn(officer));
    for (const staffId of [assistant.staffId, "987654"]) {
      expect(await refusal(kiosk.unlockStaff(order(staffId)))).toEqual({
        code: "not-possible",
        reason: "not-locked",
      });
    }
    const details = bank.registry.journal().map(({ detail }) => detail);
    expect(details.slice(-2)).toEqual([
      "staff=100001 reason=by-others",
      "staff=unknown reason=by-others",
    ]);
    expect(await bank.wrongTries("pin", "987654")).toBe(limit);
  });
});
