import { beforeEach, describe, expect, test } from "vitest";
import type { Operations } from "../../../../../main/core/operations/operation.ts";
import type { Bank } from "../a-kiosk.ts";
import { aBank, done, refusal, signedInWith, taro } from "../a-kiosk.ts";
import { officer, assistant, auditor, maintainer } from "./staff.ts";

let bank: Bank;
let kiosk: Operations;
beforeEach(async () => {
  bank = await aBank();
  kiosk = bank.kiosk();
});

const acts = [
  ["readHealth", "read-health", [maintainer], [assistant, officer, auditor]],
  ["closeForCleaning", "close-for-cleaning", [assistant, officer, maintainer], [auditor]],
  ["restartKiosk", "restart", [assistant, officer, maintainer], [auditor]],
  ["shutDownKiosk", "shut-down", [assistant, officer, maintainer], [auditor]],
] as const;

describe.each(acts)("%s", (verb, action, may, mayNot) => {
  test.each(may)("is done for $staffId, and journalled with who", async (member) => {
    await done(kiosk.staffSignIn(member));
    await done<unknown>(kiosk[verb]({}));
    expect(bank.registry.journal().at(-1)).toMatchObject({
      ...{ action, outcome: "done", staffId: member.staffId },
    });
  });

  test.each(mayNot)("is refused to $staffId, and journalled", async (member) => {
    await done(kiosk.staffSignIn(member));
    expect(await refusal<unknown>(kiosk[verb]({}))).toEqual({ code: "forbidden" });
    expect(bank.registry.journal().at(-1)).toMatchObject({
      ...{ action, outcome: "forbidden", staffId: member.staffId },
    });
    expect(bank.powered()).toEqual([]);
    expect(await done(kiosk.readKiosk({}))).toMatchObject({ closedForCleaning: false });
  });

  test("is refused to customers and to nobody", async () => {
    expect(await refusal<unknown>(kiosk[verb]({}))).toEqual({ code: "staff-signed-out" });
    const used = await signedInWith(bank, "issued");
    expect(await refusal<unknown>(used[verb]({}))).toEqual({ code: "staff-signed-out" });
    expect(bank.powered()).toEqual([]);
  });
});

test("the report is the domain's, and the row tells how far the journal is proven", async () => {
  await done(kiosk.staffSignIn(maintainer));
  const report = await done(kiosk.readHealth({}));
  expect(report.healthy).toBe(true);
  expect(report.at).toBe(bank.clock());
  expect(bank.registry.journal().at(-1)?.detail).toBe("journal-rows=42");
});

test("restart and shut-down reach the machine once each, after the journal", async () => {
  await done(kiosk.staffSignIn(assistant));
  await done(kiosk.restartKiosk({}));
  expect(bank.powered()).toEqual(["restart"]);
  // Whoever did it is signed out: a second press finds nobody.
  expect(await refusal(kiosk.shutDownKiosk({}))).toEqual({ code: "staff-signed-out" });
  await done(kiosk.staffSignIn(assistant));
  await done(kiosk.shutDownKiosk({}));
  expect(bank.powered()).toEqual(["restart", "shutDown"]);
});

describe("a kiosk closed for cleaning", () => {
  const isClosed = async () => (await done(kiosk.readKiosk({}))).closedForCleaning;
  beforeEach(async () => {
    await done(kiosk.staffSignIn(assistant));
    await done(kiosk.closeForCleaning({}));
  });

  test("stays so until staff who may close it sign in, which is journalled", async () => {
    expect(await isClosed()).toBe(true);
    await refusal(kiosk.staffSignIn({ ...assistant, pin: "111111" }));
    expect(await isClosed()).toBe(true);
    await done(kiosk.staffSignIn(auditor));
    expect(await isClosed()).toBe(true);
    await done(kiosk.staffSignIn(maintainer));
    expect(await isClosed()).toBe(false);
    expect(bank.registry.journal().at(-1)).toMatchObject({
      ...{ action: "reopen", outcome: "done", staffId: maintainer.staffId },
    });
  });

  test("lets no customer sign in, and counts nothing", async () => {
    expect(await refusal(kiosk.signIn(taro))).toEqual({ code: "signed-out" });
    await refusal(kiosk.signIn({ ...taro, loginPassword: "wrong" }));
    expect(await bank.wrongTries("loginPassword")).toBe(0);
    expect(await refusal(kiosk.readStatus({}))).toEqual({ code: "signed-out" });
    await done(kiosk.staffSignIn(maintainer));
    await done(kiosk.signIn(taro));
  });

  test("is told once that it is open again", async () => {
    await done(kiosk.staffSignIn(maintainer));
    await done(kiosk.staffSignIn(maintainer));
    const reopened = bank.registry.journal().filter(({ action }) => action === "reopen");
    expect(reopened).toHaveLength(1);
  });

  test("is open after a restart of the kiosk", async () => {
    kiosk = bank.kiosk();
    expect(await isClosed()).toBe(false);
  });
});
