import { beforeEach, describe, expect, test } from "vitest";
import { confirmationPassword, done, entry, mailAddress, signedInWith } from "./a-kiosk.ts";
import { aSweptBank, day, hour } from "./a-swept-bank.ts";
import type { SweptBank } from "./a-swept-bank.ts";

let swept: SweptBank;
beforeEach(async () => {
  swept = await aSweptBank();
});

describe("mail addresses", () => {
  test("are there for 90 days after the end of mail and token, and then gone, in one row with counts alone", async () => {
    await swept.released();
    const before = swept.bank.registry.contents();
    const sweep = await swept.sweeper();
    await swept.daysPass(90, sweep);
    expect(swept.bank.registry.contents()).toEqual(before);
    swept.bank.clock.advance(hour);
    await sweep();
    expect(swept.addresses()).toEqual([""]);
    expect(swept.rows()).toEqual([
      {
        ...{ at: swept.bank.clock(), customerId: null, action: "retention", outcome: "done" },
        detail: "addresses=4",
      },
    ]);
    await swept.daysPass(2, sweep);
    expect(swept.rows()).toHaveLength(1);
    // All else is as it was.
    const erased = JSON.stringify(before).replaceAll(JSON.stringify(mailAddress), '""');
    const { journal, ...left } = swept.bank.registry.contents();
    expect(JSON.stringify({ ...left, journal: journal.slice(0, -1) })).toBe(erased);
  });

  test("of a mail that waits, and of a token that lives, stay however old they are", async () => {
    await signedInWith(swept.bank, "in-use");
    await swept.daysPass(200, await swept.sweeper());
    expect(swept.addresses()).toEqual([mailAddress]);
    expect(swept.rows()).toEqual([]);
  });

  test("of a token that was issued anew go, those of the new one stay", async () => {
    const kiosk = await signedInWith(swept.bank, "issued");
    const other = {
      ...entry,
      mailAddress: "taro@ezweb.ne.jp",
      mailAddressAgain: "taro@ezweb.ne.jp",
    };
    await done(kiosk.draftIssue(other));
    await done(kiosk.confirmIssue({ confirmationPassword }));
    await swept.closeAll();
    await swept.daysPass(91, await swept.sweeper());
    const [former, current] = swept.bank.registry.contents().tokens;
    expect(former).toMatchObject({ state: "replaced", mailAddress: "" });
    expect(current).toMatchObject({ state: "issued", mailAddress: "taro@ezweb.ne.jp" });
  });

  test("stay for ever where that is configured", async () => {
    await swept.released();
    await swept.daysPass(1_000, await swept.sweeper({ mailAddressDays: null }));
    expect(swept.addresses()).toEqual([mailAddress]);
  });

  test("go a hundred at once, the rest at the next call and not an hour later", async () => {
    await swept.bank.registry.transact(async (registryRows) => {
      for (let ordinal = 0; ordinal < 250; ordinal += 1) {
        const mail = { id: `mail-${String(ordinal)}`, kind: "issued", to: mailAddress } as const;
        const about = { userId: "999800000001", createdAt: swept.bank.clock(), language: null };
        await registryRows.enqueueMail({ ...mail, ...about });
      }
    });
    await swept.closeAll();
    const sweep = await swept.sweeper();
    await swept.daysPass(90, sweep);
    swept.bank.clock.advance(hour);
    const left: number[] = [];
    for (let calls = 0; calls < 4; calls += 1) {
      await sweep();
      left.push(swept.bank.registry.mails().filter(({ to }) => to !== "").length);
    }
    expect(left).toEqual([150, 50, 0, 0]);
    expect(swept.rows().map(({ detail }) => detail)).toEqual([
      ...["addresses=100", "addresses=100", "addresses=50"],
    ]);
  });
});

describe("files", () => {
  test("go by the days of their kind, journalled with the addresses in one row", async () => {
    const sweep = await swept.sweeper({ exportDays: null });
    swept.files = { prints: 3, exports: 5, spool: 1 };
    await sweep();
    const now = swept.bank.clock();
    expect(swept.asked).toEqual([
      ["prints", now - 7 * day],
      ["spool", now - 30 * day],
    ]);
    expect(swept.files).toEqual({ prints: 0, exports: 5, spool: 0 });
    expect(swept.rows().map(({ detail }) => detail)).toEqual(["prints=3 spool=1"]);
  });

  test("are looked for once an hour, and at the next call where there were more than go at once", async () => {
    const sweep = await swept.sweeper();
    swept.files.prints = 130;
    await sweep();
    expect(swept.files.prints).toBe(30);
    await sweep();
    expect(swept.files.prints).toBe(0);
    swept.files.prints = 1;
    await sweep();
    swept.bank.clock.advance(hour - 1);
    await sweep();
    expect(swept.files.prints).toBe(1);
    swept.bank.clock.advance(1);
    await sweep();
    expect(swept.files.prints).toBe(0);
  });

  test("that can't be deleted keep nothing else, and the call tells of it", async () => {
    const sweep = await swept.sweeper();
    swept.broken = "prints";
    swept.files = { prints: 1, exports: 1, spool: 1 };
    await expect(sweep()).rejects.toThrow("can't be read");
    expect(swept.files).toEqual({ prints: 1, exports: 0, spool: 0 });
    expect(swept.rows().map(({ detail }) => detail)).toEqual(["exports=1 spool=1"]);
  });

  test("that are gone are journalled by the next call where the registry couldn't be written", async () => {
    const { registry } = swept.bank;
    let works = false;
    const sweep = await swept.sweeper(
      {},
      {
        ...registry,
        transact: (work) =>
          registry.transact(async (all) => {
            const answer = await work(all);
            // When they are gone, and not before.
            if (!works && swept.files.spool === 0) throw new Error("held by another process");
            return answer;
          }),
      },
    );
    swept.files.spool = 2;
    await expect(sweep()).rejects.toThrow("held");
    works = true;
    await sweep();
    expect(swept.rows().map(({ detail }) => detail)).toEqual(["spool=2"]);
  });
});

test("two calls at once are one", async () => {
  const sweep = await swept.sweeper();
  swept.files.prints = 130;
  await Promise.all([sweep(), sweep()]);
  expect(swept.files.prints).toBe(30);
});
