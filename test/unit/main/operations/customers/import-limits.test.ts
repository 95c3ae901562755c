import { beforeEach, describe, expect, test } from "vitest";
import { customerLines } from "../../../../../main/adapters/customers-file/read-record.ts";
import { demoProfile } from "../../../../../main/config/demo-profile.ts";
import { importCustomers } from "../../../../../main/core/operations/upkeep/import-customers.ts";
import { plainPasswordHasher } from "../../../../fakes/plain-password-hasher.ts";
import type { Bank } from "../a-kiosk.ts";
import { aBank, confirmationPassword, done, refusal, signedInWith, taro } from "../a-kiosk.ts";
import { staffBeside } from "../staff/staff.ts";

const header = ["id", "login_id", "name", "transfer_limit_yen", "status"];

let bank: Bank;
beforeEach(async () => {
  bank = await aBank();
});

/** Imports taro with this limit and 状態. */
async function take(yen: number, status = "", raiseLimits = false) {
  const fields = ["demo-taro", "taro0001", "福島 太郎", String(yen), status];
  async function* lines() {
    yield { line: 1, fields: header };
    yield { line: 2, fields };
  }
  const config = demoProfile;
  const { registry, clock } = bank;
  const parts = { registry, passwordHasher: plainPasswordHasher(), clock, config };
  const read = customerLines(lines(), config.customers);
  return done(importCustomers(parts, read, { raiseLimits, onHashed: () => undefined }));
}
const stored = () => bank.registry.transact((rows) => rows.customerById("demo-taro"));
const limit = async () => (await stored())?.transferLimitYen;
const deeds = (action: string) => bank.registry.journal().filter((row) => row.action === action);

describe("an import", () => {
  async function release() {
    const kiosk = await signedInWith(bank, "in-use");
    const oneTimePassword = await bank.code();
    await done(kiosk.releaseToken({ confirmationPassword, oneTimePassword }));
  }

  test("undoes no release, whether the file repeats its limit or states another above", async () => {
    await take(1_000_000);
    await release();
    expect(await limit()).toBe(200_000);
    expect(await take(1_000_000)).toMatchObject({ limitsDiffering: 1, limitsRaised: 0 });
    expect(await limit()).toBe(200_000);
    expect(await take(500_000)).toMatchObject({ limitsDiffering: 1 });
    expect(await limit()).toBe(200_000);
    expect(await take(100_000)).toMatchObject({ limitsDiffering: 0 });
    expect(await limit()).toBe(100_000);
    expect(await take(150_000)).toMatchObject({ limitsDiffering: 0 });
    expect(await limit()).toBe(150_000);
    expect(deeds("raise-limit")).toEqual([]);
  });

  test("raises a limit over a release's where it is told to, and journals whose", async () => {
    await take(1_000_000);
    await release();
    expect(await take(1_000_000, "", true)).toMatchObject({ limitsDiffering: 0, limitsRaised: 1 });
    expect(await limit()).toBe(1_000_000);
    expect(deeds("raise-limit")).toMatchObject([
      { customerId: "demo-taro", outcome: "done", detail: "from=200000 to=1000000" },
    ]);
    expect(await take(800_000)).toMatchObject({ limitsDiffering: 0, limitsRaised: 0 });
    expect(await limit()).toBe(800_000);
  });

  test("changes a limit only where the file's is another than the last", async () => {
    await take(300_000);
    await bank.registry.transact((rows) => rows.setTransferLimit("demo-taro", 50_000, 900_000));
    await take(300_000);
    expect(await limit()).toBe(50_000);
    await take(400_000);
    expect(await limit()).toBe(400_000);
  });
});

describe("状態 of a file", () => {
  test("is left as it is where the file says nothing", async () => {
    await take(1, "停止");
    expect(await take(1)).toMatchObject({ statusesChanged: 0 });
    expect((await stored())?.status).toBe("suspended");
  });

  test.each([
    ["停止", "suspended", "suspended"],
    ["解約", "closed", "released"],
  ] as const)("%s: signs in no more, the token is %s", async (written, status, state) => {
    const kiosk = await signedInWith(bank, "in-use");
    expect(await take(1_000_000, written)).toMatchObject({ statusesChanged: 1 });
    expect(await bank.token()).toMatchObject({ state });
    expect((await bank.token())?.sealedSecret === null).toBe(status === "closed");
    expect(deeds("customer-status")).toMatchObject([
      { customerId: "demo-taro", detail: `status=${status} token=${state}` },
    ]);
    // Whoever is signed in is signed out by the next request.
    expect(await refusal(kiosk.readStatus({}))).toEqual({ code: "signed-out" });
    expect(bank.lastDeed()).toBe(`sign-out account-${status}`);
    expect(await refusal(bank.kiosk().signIn(taro))).toEqual({ code: "account-stopped" });
    expect(bank.lastDeed()).toBe(`sign-in account-${status}`);
    expect(await bank.wrongTries("loginPassword")).toBe(0);
    const wrong = { ...taro, loginPassword: "wrong" };
    expect(await refusal(bank.kiosk().signIn(wrong))).toEqual({ code: "credentials" });
  });

  test("解約 leaves no limit above a release's", async () => {
    await signedInWith(bank, "in-use");
    expect(await take(1_000_000, "解約")).toMatchObject({ limitsDiffering: 1 });
    expect(await limit()).toBe(200_000);
    await take(900_000, "利用可");
    expect(await limit()).toBe(200_000);
  });

  test("利用可 brings back what 停止 took, and no lock by wrong codes", async () => {
    await signedInWith(bank, "in-use");
    await take(1, "停止");
    await take(1, "利用可");
    expect(await bank.token()).toMatchObject({ state: "in-use" });
    expect(await done(bank.kiosk().signIn(taro))).toMatchObject({ awaits: "code" });

    await bank.registry.transact((rows) => rows.setFailures("taro0001", "oneTimePassword", 5));
    await take(1, "停止");
    await take(1, "利用可");
    expect(await bank.token()).toMatchObject({ state: "suspended" });
  });

  test("an issued token waits as issued", async () => {
    await signedInWith(bank, "issued");
    await take(1, "停止");
    expect(await bank.token()).toMatchObject({ state: "suspended" });
    await take(1, "利用可");
    expect(await bank.token()).toMatchObject({ state: "issued" });
  });

  test("is shown to staff, who can't unlock what the bank has stopped", async () => {
    const staff = await staffBeside(bank, "in-use");
    await take(1, "停止");
    const customerId = "demo-taro";
    const sheet = await done(staff.readCustomer({ customerId }));
    expect(sheet).toMatchObject({ status: "suspended", registration: "suspended" });
    expect(sheet.failures.map(({ locked }) => locked)).toEqual([false, false, false, false]);
    const unlock = { customerId, kind: "oneTimePassword", reason: "other" } as const;
    expect(await refusal(staff.unlock(unlock))).toMatchObject({ reason: "not-locked" });
    await bank.registry.transact((rows) => rows.setFailures("taro0001", "oneTimePassword", 5));
    await done(staff.unlock(unlock));
    expect(await bank.token()).toMatchObject({ state: "suspended" });
  });
});
