import { beforeEach, describe, expect, test } from "vitest";
import type { Operations } from "../../../../../main/core/operations/operation.ts";
import type { Bank } from "../a-kiosk.ts";
import { aBank, done, eraseAddresses, mailAddress, refusal, signedInWith } from "../a-kiosk.ts";
import { assistant } from "./staff.ts";

const customerId = "demo-taro";
const same = { customerId, kind: "issued", mailAddress: "", mailAddressAgain: "" } as const;
const other = "jiro@ezweb.ne.jp";
const corrected = { ...same, mailAddress: other, mailAddressAgain: other };

let bank: Bank;
beforeEach(async () => {
  bank = await aBank();
});

async function staffKiosk(member = assistant): Promise<Operations> {
  const kiosk = bank.kiosk();
  await done(kiosk.staffSignIn(member));
  return kiosk;
}

const journalled = () => bank.registry.journal().at(-1);
const mailsNow = () => bank.registry.mails().map(({ kind, to, outcome }) => [kind, to, outcome]);
const sendAll = (outcome: "sent" | "rejected" | "expired" | "cancelled" = "sent") =>
  bank.registry.transact(async (rows) => {
    for (const mail of await rows.unsentMails()) {
      await rows.updateMail({ ...mail, closedAt: bank.clock(), outcome });
    }
  });

describe("a mail, sent again", () => {
  test("to the same address, under an id of its own each time", async () => {
    await signedInWith(bank, "issued");
    const kiosk = await staffKiosk();
    for (let ordinal = 2; ordinal <= 4; ordinal += 1) {
      await sendAll();
      const nudged = bank.nudged();
      await done(kiosk.resendMail(same));
      expect(bank.registry.mails().at(-1)).toMatchObject({
        kind: "issued",
        to: mailAddress,
      });
      expect(new Set(bank.registry.mails().map(({ id }) => id)).size).toBe(ordinal);
      expect(bank.nudged()).toBe(nudged + 1);
    }
    expect(journalled()).toMatchObject({
      action: "resend-mail",
      detail: "kind=issued address=same",
    });
  });

  test("to a corrected address, which is the token's from then on and isn't journalled", async () => {
    await signedInWith(bank, "issued");
    await done((await staffKiosk()).resendMail(corrected));
    expect(mailsNow()).toEqual([
      ["issued", mailAddress, "cancelled"],
      ["moved", mailAddress, null],
      ["issued", other, null],
    ]);
    expect(bank.registry.journal()).toContainEqual({
      ...{ at: bank.clock(), customerId, userId: "999800000001", action: "mail" },
      outcome: "issued-cancelled",
    });
    expect((await bank.token())?.mailAddress).toBe(other);
    expect(journalled()).toMatchObject({ detail: "kind=issued address=corrected" });
    expect(JSON.stringify(bank.registry.journal())).not.toContain(other);
  });

  test("not while it waits for the same address, so two kiosks at once send it once", async () => {
    await signedInWith(bank, "issued");
    const kiosks = [await staffKiosk(), await staffKiosk()];
    for (const kiosk of kiosks) {
      expect(await refusal(kiosk.resendMail(same))).toMatchObject({ reason: "mail-waits" });
    }
    const answers = await Promise.all(kiosks.map((kiosk) => kiosk.resendMail(corrected)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(mailsNow().filter(([kind]) => kind === "issued")).toHaveLength(2);
  });

  test("brings all that waits for the former address to the corrected one", async () => {
    await signedInWith(bank, "in-use");
    await done((await staffKiosk()).resendMail({ ...corrected, kind: "started" }));
    expect(mailsNow().filter(([, , outcome]) => outcome === null)).toEqual([
      ["moved", mailAddress, null],
      ["started", other, null],
      ["issued", other, null],
    ]);
  });

  test.each(["rejected", "expired", "cancelled", "sent"] as const)(
    "also after it was %s; who was told that there is no such address isn't written to again",
    async (outcome) => {
      await signedInWith(bank, "issued");
      await sendAll(outcome);
      await done((await staffKiosk()).resendMail(same));
      expect(mailsNow().at(-1)).toEqual(["issued", mailAddress, null]);
      await sendAll(outcome);
      await done((await staffKiosk()).resendMail(corrected));
      const notices = mailsNow().filter(([kind]) => kind === "moved");
      expect(notices).toHaveLength(outcome === "rejected" ? 0 : 1);
    },
  );

  test("to the address as it is in another form is to the same one", async () => {
    await signedInWith(bank, "issued");
    await sendAll();
    const kiosk = await staffKiosk();
    await done(kiosk.resendMail({ ...same, mailAddress, mailAddressAgain: mailAddress }));
    expect(journalled()).toMatchObject({ detail: "kind=issued address=same" });
  });

  test("not once the address was erased, to a corrected one neither", async () => {
    await signedInWith(bank, "issued");
    await sendAll();
    await eraseAddresses(bank);
    const kiosk = await staffKiosk();
    for (const asked of [same, corrected]) {
      expect(await refusal(kiosk.resendMail(asked))).toEqual({
        ...{ code: "not-possible", reason: "address-erased" },
      });
      expect(bank.lastDeed()).toBe("resend-mail address-erased");
    }
    expect(mailsNow()).toEqual([["issued", "", "sent"]]);
  });

  test("only where there was one for the current token", async () => {
    await signedInWith(bank, "issued");
    const none = { ...same, kind: "released" } as const;
    expect(await refusal((await staffKiosk()).resendMail(none))).toEqual({
      code: "not-possible",
      reason: "no-such-mail",
    });
    expect(bank.lastDeed()).toBe("resend-mail no-such-mail");
  });
});
