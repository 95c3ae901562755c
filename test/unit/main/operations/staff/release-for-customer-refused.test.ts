import { beforeEach, describe, expect, test } from "vitest";
import { aBank, done, refusal, signedInWith } from "../a-kiosk.ts";
import type { Bank } from "../a-kiosk.ts";
import {
  anotherAssistant,
  approvedRelease,
  officer,
  assistant,
  auditor,
  maintainer,
  staffBeside,
} from "./staff.ts";

let bank: Bank;
beforeEach(async () => {
  bank = await aBank();
});

const lastRow = () => bank.registry.journal().at(-1);
const limit = () =>
  bank.registry.transact(async (rows) => (await rows.customerById("demo-taro"))?.transferLimitYen);

describe("コードなしの利用解除 (KST005) is refused, and nothing is released", () => {
  test("by the same person, whose PIN isn't looked at", async () => {
    const kiosk = await staffBeside(bank, "in-use");
    const before = bank.verified();
    const own = { approverId: assistant.staffId, approverPin: assistant.pin };
    expect(await refusal(kiosk.releaseForCustomer({ ...approvedRelease, ...own }))).toEqual({
      code: "fields",
      fields: { approverId: "same-person" },
    });
    expect(bank.verified()).toBe(before);
    expect(await bank.wrongTries("pin", assistant.staffId)).toBe(0);
    expect(lastRow()).toMatchObject({ action: "release", outcome: "same-person" });
  });

  test.each([anotherAssistant, maintainer, auditor])(
    "as $staffId is no 役席, which only the right PIN tells",
    async ({ staffId, pin }) => {
      const kiosk = await staffBeside(bank, "in-use");
      const by = (approverPin: string) =>
        kiosk.releaseForCustomer({ ...approvedRelease, approverId: staffId, approverPin });
      expect(await refusal(by("111111"))).toEqual({
        code: "fields",
        fields: { approverPin: "wrong" },
      });
      expect(await refusal(by(pin))).toEqual({
        code: "fields",
        fields: { approverId: "forbidden" },
      });
      expect(await bank.wrongTries("pin", staffId)).toBe(0);
      expect(lastRow()).toMatchObject({ action: "release", outcome: "approver-forbidden" });
      expect((await bank.token())?.state).toBe("in-use");
    },
  );

  test("an unknown approver is answered, hashed against, counted and locked like a wrong PIN", async () => {
    const kiosk = await staffBeside(bank, "in-use");
    for (const approverId of [officer.staffId, "624813"]) {
      const before = bank.verified();
      const wrong = { ...approvedRelease, approverId, approverPin: "111111" };
      for (let tries = 1; tries < 5; tries += 1) {
        bank.clock.advance(60_000);
        expect(await refusal(kiosk.releaseForCustomer(wrong))).toEqual({
          code: "fields",
          fields: { approverPin: "wrong" },
        });
      }
      const locked = { code: "locked", kind: "pin" };
      bank.clock.advance(60_000);
      expect(await refusal(kiosk.releaseForCustomer(wrong))).toEqual(locked);
      bank.clock.advance(60_000);
      expect(await refusal(kiosk.releaseForCustomer({ ...approvedRelease, approverId }))).toEqual(
        locked,
      );
      expect(bank.verified() - before).toBe(5);
    }
    expect(JSON.stringify(bank.registry.journal())).not.toContain("624813");
    expect(await refusal(kiosk.staffSignIn(officer))).toEqual({ code: "locked", kind: "pin" });
    expect((await bank.token())?.state).toBe("in-use");
    expect(await limit()).toBe(1_000_000);
  });

  test.each([maintainer, auditor])(
    "to $staffId, who may not, and it is journalled",
    async (who) => {
      const kiosk = await staffBeside(bank, "in-use", who);
      expect(await refusal(kiosk.releaseForCustomer(approvedRelease))).toEqual({
        code: "forbidden",
      });
      expect(lastRow()).toMatchObject({
        staffId: who.staffId,
        customerId: "demo-taro",
        action: "release",
        outcome: "forbidden",
      });
      expect(await bank.wrongTries("pin", officer.staffId)).toBe(0);
    },
  );

  test("to nobody, and to a customer", async () => {
    const kiosk = await signedInWith(bank, "in-use");
    expect(await refusal(kiosk.releaseForCustomer(approvedRelease))).toEqual({
      code: "staff-signed-out",
    });
  });

  test("as there is nothing to release", async () => {
    const kiosk = await staffBeside(bank, "unissued");
    expect(await refusal(kiosk.releaseForCustomer(approvedRelease))).toEqual({
      code: "unavailable",
      reason: "not-issued",
    });
    expect(bank.lastDeed()).toBe("release not-issued");
    const unknown = { ...approvedRelease, customerId: "nobody" };
    expect(await refusal(kiosk.releaseForCustomer(unknown))).toEqual({
      code: "no-such-customer",
    });
    expect(await bank.wrongTries("pin", officer.staffId)).toBe(0);
  });

  test("as it is released already", async () => {
    const kiosk = await staffBeside(bank, "in-use");
    await done(kiosk.releaseForCustomer(approvedRelease));
    expect(await refusal(kiosk.releaseForCustomer(approvedRelease))).toEqual({
      code: "unavailable",
      reason: "already-released",
    });
    expect(bank.registry.mails().filter(({ kind }) => kind === "released")).toHaveLength(1);
  });

  test("as the session ended while the PIN was verified", async () => {
    const kiosk = await staffBeside(bank, "in-use");
    bank.whileVerifying(() => kiosk.staffSignOut({}));
    expect(await refusal(kiosk.releaseForCustomer(approvedRelease))).toEqual({
      code: "staff-signed-out",
    });
    expect(lastRow()).toMatchObject({ action: "release", outcome: "staff-signed-out" });
    expect((await bank.token())?.state).toBe("in-use");
  });

  test("as the approver was removed while the PIN was verified", async () => {
    const kiosk = await staffBeside(bank, "in-use");
    bank.whileVerifying(() => bank.registry.transact((rows) => rows.removeStaff(officer.staffId)));
    expect(await refusal(kiosk.releaseForCustomer(approvedRelease))).toEqual({
      code: "fields",
      fields: { approverId: "forbidden" },
    });
    expect((await bank.token())?.state).toBe("in-use");
  });

  test("as the customer released at another kiosk meanwhile", async () => {
    const kiosk = await staffBeside(bank, "in-use");
    const other = bank.kiosk();
    await done(other.staffSignIn(assistant));
    bank.whileVerifying(() => other.releaseForCustomer(approvedRelease));
    expect(await refusal(kiosk.releaseForCustomer(approvedRelease))).toEqual({
      code: "unavailable",
      reason: "already-released",
    });
    expect(await limit()).toBe(200_000);
  });
});
