import { beforeEach, describe, expect, test } from "vitest";
import { customerLines } from "../../../../../main/adapters/customers-file/read-record.ts";
import { demoProfile } from "../../../../../main/config/demo-profile.ts";
import { importCustomers } from "../../../../../main/core/operations/upkeep/import-customers.ts";
import { plainPasswordHasher } from "../../../../fakes/plain-password-hasher.ts";
import type { Bank } from "../a-kiosk.ts";
import { aBank, done, refusal, signedInWith, taro } from "../a-kiosk.ts";

const header = [
  ...["id", "login_id", "name", "kana"],
  ...["login_password", "confirmation_password", "transfer_limit_yen"],
];
const phc = `$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$${"A".repeat(43)}`;
const ichi = ["C1", "ichi0001", "郡山 一", "コオリヤマ イチ", "ichilogin1", "ichikaku1", "300000"];
const ni = ["C2", "ni000002", "白河 二", "", phc, phc, "0"];

let bank: Bank;
beforeEach(async () => {
  bank = await aBank();
});

async function* lines(records: readonly (readonly string[])[]) {
  for (const [at, fields] of records.entries()) yield { line: at + 1, fields };
}
const take = (...records: readonly (readonly string[])[]) =>
  importCustomers(
    {
      ...{ registry: bank.registry, passwordHasher: plainPasswordHasher() },
      ...{ clock: bank.clock, config: demoProfile },
    },
    customerLines(lines([header, ...records]), demoProfile.customers),
    { raiseLimits: false, onHashed: () => undefined },
  );
const customer = (id: string) => bank.registry.transact((rows) => rows.customerById(id));
const known = (id: string, loginId: string) => [id, loginId, "名前", "", phc, phc, "1"];

describe("a file of customers", () => {
  test("is taken whole: hashes as they are, plain passwords hashed", async () => {
    expect(await done(take(ichi, ni))).toMatchObject({ added: 2, changed: 0, hashed: 2 });
    expect(await customer("C2")).toMatchObject({ loginId: "ni000002", loginPasswordHash: phc });
    expect((await customer("C1"))?.confirmationPasswordHash).toMatch(/^\$plain\$/);
    await done(bank.kiosk().signIn({ loginId: "ichi0001", loginPassword: "ichilogin1" }));
    const [imported] = bank.registry
      .journal()
      .filter(({ action }) => action === "customers-import");
    expect(imported).toMatchObject({
      outcome: "done",
      detail: "added=2 changed=0 hashed=2 limits-kept=0 limits-raised=0 statuses=0",
    });
  });

  test("changes those that there are, whose tokens and passwords stay where none is given", async () => {
    await signedInWith(bank, "in-use");
    const token = await bank.token();
    const before = await customer("demo-taro");
    const changed = ["demo-taro", "taro0001", "福島 太郎丸", "フクシマ タロウマル", "", "", "7"];
    expect(await done(take(changed))).toMatchObject({ added: 0, changed: 1, hashed: 0 });
    expect(await customer("demo-taro")).toEqual({
      ...before,
      name: "福島 太郎丸",
      kana: "フクシマ タロウマル",
      transferLimitYen: 7,
      importedLimitYen: 7,
    });
    expect(await bank.token()).toEqual(token);
  });

  test("unlocks nobody by another login ID", async () => {
    for (let tries = 0; tries < 5; tries += 1) {
      await refusal(bank.kiosk().signIn({ ...taro, loginPassword: "wrong" }));
    }
    await done(take(["demo-taro", "taro0002", "福島 太郎", "", "", "", "7"]));
    expect(await refusal(bank.kiosk().signIn({ ...taro, loginId: "taro0002" }))).toEqual({
      code: "locked",
      kind: "loginPassword",
    });
    expect(await bank.wrongTries("loginPassword", "taro0001")).toBe(0);
  });

  test("with bad lines is refused whole, and tells all of them", async () => {
    const before = bank.registry.contents();
    const bad = [
      ichi,
      ["C1", "other001", "重複", "", phc, phc, "0"],
      ["C3", "ichi0001", "重複", "", phc, phc, "0"],
      ["C4", "taro0001", "重複", "", phc, phc, "0"],
      ["C5", "go000005", "新規", "", "", phc, "0"],
      ["C6"],
      ni,
    ];
    expect(await refusal(take(...bad))).toEqual({
      faulty: 5,
      first: [
        { line: 3, fault: { code: "id-twice" } },
        { line: 4, fault: { code: "login-id-taken" } },
        { line: 5, fault: { code: "login-id-taken" } },
        { line: 6, fault: { code: "password-missing", column: "loginPassword" } },
        { line: 7, fault: { code: "field-count" } },
      ],
    });
    expect(bank.registry.contents()).toEqual(before);
  });

  test("tells the first 1,000 of its bad lines, and how many there are", async () => {
    const told = await refusal(take(...Array.from({ length: 1_234 }, () => ["x"])));
    expect(told).toMatchObject({ faulty: 1_234, first: { length: 1_000 } });
  });

  test("without customers is refused", async () => {
    expect(await refusal(take())).toBe("no-customers");
  });
});

describe("ログインID of a file are judged by the state after it", () => {
  const loginIds = async () =>
    (await bank.registry.listCustomers(null, 100)).map(({ id, loginId }) => `${id} ${loginId}`);
  beforeEach(() => done(take(known("A", "aaaa"), known("B", "bbbb"), known("C", "cccc"))));

  test.each([
    [
      "two swap theirs",
      [
        ["A", "bbbb"],
        ["B", "aaaa"],
      ],
      "A bbbb,B aaaa,C cccc",
    ],
    [
      "three pass theirs on",
      [
        ["A", "bbbb"],
        ["B", "cccc"],
        ["C", "aaaa"],
      ],
      "A bbbb,B cccc,C aaaa",
    ],
    [
      "a chain ends in a new one",
      [
        ["A", "bbbb"],
        ["B", "cccc"],
        ["C", "dddd"],
      ],
      "A bbbb,B cccc,C dddd",
    ],
    [
      "a new customer takes one that a later line gives up",
      [
        ["D", "aaaa"],
        ["A", "xxxx"],
      ],
      "A xxxx,B bbbb,C cccc,D aaaa",
    ],
  ] as const)("%s", async (_what, records, after) => {
    await done(take(...records.map(([id, loginId]) => known(id, loginId))));
    expect((await loginIds()).filter((each) => !each.startsWith("demo"))).toEqual(after.split(","));
  });

  test("wrong tries go along with their customers", async () => {
    await bank.registry.transact(async (rows) => {
      await rows.setFailures("aaaa", "loginPassword", 3);
      await rows.setFailures("bbbb", "confirmationPassword", 2);
    });
    await done(take(known("A", "bbbb"), known("B", "aaaa")));
    expect(await bank.wrongTries("loginPassword", "bbbb")).toBe(3);
    expect(await bank.wrongTries("loginPassword", "aaaa")).toBe(0);
    expect(await bank.wrongTries("confirmationPassword", "aaaa")).toBe(2);
    expect(await bank.wrongTries("confirmationPassword", "bbbb")).toBe(0);
  });

  test("one that a customer keeps who isn't in the file is refused, and nothing is written", async () => {
    const before = bank.registry.contents();
    expect(await refusal(take(known("A", "bbbb"), known("B", "cccc")))).toMatchObject({
      faulty: 1,
      first: [{ line: 3, fault: { code: "login-id-taken" } }],
    });
    expect(bank.registry.contents()).toEqual(before);
  });
});
