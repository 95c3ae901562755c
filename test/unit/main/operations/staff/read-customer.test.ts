import { beforeEach, describe, expect, test } from "vitest";
import type { Operations } from "../../../../../main/core/operations/operation.ts";
import type { Bank } from "../a-kiosk.ts";
import {
  aBank,
  done,
  eraseAddresses,
  mailAddress,
  refusal,
  signedInWith,
  taro,
  wrongCode,
} from "../a-kiosk.ts";
import { assistant, auditor, maintainer, officer } from "./staff.ts";

const customerId = "demo-taro";

let bank: Bank;
beforeEach(async () => {
  bank = await aBank();
});

async function staffKiosk(member = assistant): Promise<Operations> {
  const kiosk = bank.kiosk();
  await done(kiosk.staffSignIn(member));
  return kiosk;
}

describe("お客さま情報 (KST004)", () => {
  test("of a customer who has done nothing yet", async () => {
    const kiosk = await staffKiosk();
    expect(await done(kiosk.readCustomer({ customerId }))).toEqual({
      customerId,
      loginId: "taro0001",
      name: "福島 太郎",
      kana: "フクシマ タロウ",
      transferLimitYen: 1_000_000,
      status: "active",
      registration: "unissued",
      token: null,
      issue: { available: true },
      release: { available: false, reason: "not-issued" },
      setupCode: { available: false, reason: "not-issued" },
      failures: [
        { kind: "loginPassword", failures: 0, locked: false },
        { kind: "confirmationPassword", failures: 0, locked: false },
        { kind: "startPassword", failures: 0, locked: false },
        { kind: "oneTimePassword", failures: 0, locked: false },
      ],
      mails: [],
      events: [],
    });
  });

  test("tells the token, its dates and its mails, with masked addresses", async () => {
    const issuedAt = bank.clock();
    await signedInWith(bank, "in-use");
    const kiosk = await staffKiosk();
    const sheet = await done(kiosk.readCustomer({ customerId }));
    expect(sheet).toMatchObject({
      registration: "in-use",
      token: { mailAddress: "t***@docomo.ne.jp", issuedAt, startedAt: issuedAt, releasedAt: null },
      issue: { available: false, reason: "already-in-use" },
      release: { available: true },
    });
    expect(sheet.mails.map(({ kind, delivery, to }) => `${kind} ${delivery} ${to}`)).toEqual([
      "started unsent t***@docomo.ne.jp",
      "issued unsent t***@docomo.ne.jp",
    ]);
    expect(sheet.events.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
      "start done",
      "issue done",
      "sign-in done",
    ]);
    expect(JSON.stringify(sheet)).not.toContain(mailAddress);
  });

  test("tells what is locked and how often each kind was wrong", async () => {
    const kiosk = await signedInWith(bank, "issued");
    for (let tries = 0; tries < 5; tries += 1) {
      await refusal(kiosk.startToken({ oneTimePassword: wrongCode }));
    }
    await refusal(kiosk.signIn({ ...taro, loginPassword: "wrong" }));
    const sheet = await done((await staffKiosk()).readCustomer({ customerId }));
    expect(sheet.registration).toBe("suspended");
    expect(sheet.failures).toEqual([
      { kind: "loginPassword", failures: 1, locked: false },
      { kind: "confirmationPassword", failures: 0, locked: false },
      { kind: "startPassword", failures: 0, locked: false },
      { kind: "oneTimePassword", failures: 5, locked: true },
    ]);
  });

  test("shows no more mails and events than fit", async () => {
    for (let times = 0; times < 12; times += 1) await done(bank.kiosk().signIn(taro));
    const { events } = await done((await staffKiosk()).readCustomer({ customerId }));
    expect(events).toHaveLength(10);
  });

  test("writes nothing but who looked at whom, once for each look", async () => {
    const kiosk = await staffKiosk();
    const { journal: rows, ...before } = bank.registry.contents();
    const { events } = await done(kiosk.readCustomer({ customerId }));
    await done(kiosk.readCustomer({ customerId }));
    const { journal, ...after } = bank.registry.contents();
    expect(after).toEqual(before);
    expect(journal.slice(rows.length)).toMatchObject([
      { action: "read-customer", outcome: "done", customerId, staffId: "100001" },
    ]);
    expect((await done(kiosk.readCustomer({ customerId }))).events).toEqual(events);

    await done(kiosk.staffSignIn(assistant));
    await done(kiosk.readCustomer({ customerId }));
    expect(bank.lastDeed()).toBe("read-customer done");
  });

  test("and a search are told to auditors, without what was typed", async () => {
    const kiosk = await staffKiosk();
    const rows = bank.registry.journal().length;
    await done(kiosk.findCustomers({ searched: "フクシマ" }));
    await done(kiosk.findCustomers({ searched: "tarologin1" }));
    expect(bank.registry.journal().slice(rows)).toMatchObject([
      { action: "find-customer", outcome: "done", customerId, detail: "found=1" },
      { action: "find-customer", outcome: "done", customerId: null, detail: "found=0" },
    ]);
    expect(JSON.stringify(bank.registry.journal())).not.toMatch(/フクシマ|tarologin1/);
  });
});

describe("the whole mail address", () => {
  test("is shown on demand, which is journalled without it", async () => {
    await signedInWith(bank, "issued");
    const kiosk = await staffKiosk();
    expect(await done(kiosk.showMailAddress({ customerId }))).toEqual({ mailAddress });
    expect(bank.registry.journal().at(-1)).toMatchObject({
      customerId,
      staffId: assistant.staffId,
      action: "show-mail-address",
      outcome: "done",
    });
    expect(JSON.stringify(bank.registry.journal())).not.toContain(mailAddress);
  });

  test("isn't there without a token", async () => {
    const kiosk = await staffKiosk();
    const before = bank.registry.contents();
    expect(await refusal(kiosk.showMailAddress({ customerId }))).toEqual({
      code: "not-possible",
      reason: "no-token",
    });
    const { journal, ...rest } = bank.registry.contents();
    expect({ ...rest, journal: journal.slice(0, -1) }).toEqual(before);
    expect(bank.lastDeed()).toBe("show-mail-address no-token");
  });
});

test("once the address was erased, nobody is shown any", async () => {
  await signedInWith(bank, "issued");
  await bank.registry.transact(async (rows) => {
    for (const mail of await rows.unsentMails()) {
      await rows.updateMail({ ...mail, closedAt: bank.clock(), outcome: "sent" });
    }
  });
  await eraseAddresses(bank);
  const kiosk = await staffKiosk();
  const { token, mails } = await done(kiosk.readCustomer({ customerId }));
  expect([token?.mailAddress, mails.map(({ to }) => to)]).toEqual(["", [""]]);
  expect(await refusal(kiosk.showMailAddress({ customerId }))).toEqual({
    ...{ code: "not-possible", reason: "address-erased" },
  });
  expect(bank.lastDeed()).toBe("show-mail-address address-erased");
});

describe.each(["readCustomer", "showMailAddress"] as const)("%s", (verb) => {
  test("is for 係員 and 役席 alone", async () => {
    await signedInWith(bank, "issued");
    for (const member of [assistant, officer]) {
      await done<unknown>((await staffKiosk(member))[verb]({ customerId }));
    }
    for (const member of [maintainer, auditor]) {
      const kiosk = await staffKiosk(member);
      expect(await refusal(kiosk[verb]({ customerId }))).toEqual({ code: "forbidden" });
      expect(bank.registry.journal().at(-1)).toMatchObject({
        customerId,
        staffId: member.staffId,
        outcome: "forbidden",
      });
    }
    expect(await refusal(bank.kiosk()[verb]({ customerId }))).toEqual({ code: "staff-signed-out" });
  });

  test("of nobody is refused, and what was asked for isn't journalled", async () => {
    const asked = { customerId: "tarologin1" };
    const none = { code: "no-such-customer" };
    expect(await refusal((await staffKiosk())[verb](asked))).toEqual(none);
    await refusal((await staffKiosk(auditor))[verb](asked));
    expect(bank.lastDeed()).toBe("find-customer forbidden");
    expect(JSON.stringify(bank.registry.journal())).not.toContain(asked.customerId);
  });
});
