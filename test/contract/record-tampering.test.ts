import { DatabaseSync } from "node:sqlite";
import { beforeEach, describe, expect, test } from "vitest";
import { BrokenRecord } from "../../main/core/domain/registry-errors.ts";
import type { OpenedRegistry, RegistryRows } from "../../main/core/ports/registry.ts";
import { beforeFailureColumns, beforeRecordMacs } from "./former-schemas.ts";
import { filledRegistry, hanakosToken, member, seal } from "./filled-registry.ts";
import { sqliteRegistry } from "./registries.ts";
import { hanako, issuedToken, taro } from "./rows.ts";

/* What whoever can write the registry's file, and has no key, does to what decides about a customer. */

let path: string;
let registry: OpenedRegistry;
let tamper: (statement: string) => void;

beforeEach(async () => {
  ({ path, registry, tamper } = await filledRegistry());
});

const run = <T>(work: (rows: RegistryRows) => Promise<T>) => registry.transact(work);

const ofTaro = `customer_id = '${taro.id}'`;

/** Each is met by whoever reads or changes taro, and by nobody else. */
const deeds: readonly (readonly [string, string])[] = [
  [
    "a token that was never started is in use",
    `update tokens set state = 'in-use' where ${ofTaro}`,
  ],
  ["a code may be used again", `update tokens set last_step = 1 where ${ofTaro}`],
  ["a burnt code isn't burnt any more", `update tokens set burnt_steps = '7' where ${ofTaro}`],
  ["the set-up code may be shown again", `update tokens set setup_showings = -9 where ${ofTaro}`],
  ["it may be shown for longer", `update tokens set setup_from = 9999999999999 where ${ofTaro}`],
  ["mails go to somebody else", `update tokens set mail_address = 'a@b.jp' where ${ofTaro}`],
  [
    "利用開始パスワード is one that they know",
    `update tokens set start_password_hash = 'x' where ${ofTaro}`,
  ],
  ["the secret is another's", `update tokens set sealed_secret = 'AAAA' where ${ofTaro}`],
  ["the token is gone", `delete from tokens where ${ofTaro}`],
  ["it is older", `update tokens set issued_at = 1 where ${ofTaro}`],
  [
    "a number is beyond all numbers",
    `update tokens set last_step = 9223372036854775807 where ${ofTaro}`,
  ],
  ["a number is a text", `update tokens set last_step = 'now' where ${ofTaro}`],
  ["the limit is higher", `update customers set transfer_limit_yen = 9e7 where id = '${taro.id}'`],
  ["its ceiling is gone", `update customers set limit_ceiling_yen = 9e7 where id = '${taro.id}'`],
  [
    "a stopped account is open",
    `update customers set status = 'suspended' where id = '${taro.id}'`,
  ],
  [
    "the login password is one that they know",
    `update customers set login_password_hash = 'known' where id = '${taro.id}'`,
  ],
  ["a lock is cleared", `update customers set login_failures = 0 where id = '${taro.id}'`],
  ["a code's failures are fewer", `update tokens set code_failures = -9 where ${ofTaro}`],
  ["the MAC is gone", `update customers set mac = null where id = '${taro.id}'`],
  [
    "the MAC is another customer's",
    `update customers set mac =
       (select mac from customers where id = '${hanako.id}') where id = '${taro.id}'`,
  ],
];

describe.each(deeds)("%s", (_what, statement) => {
  test("and nothing is read or done any more, but for others", async () => {
    const taroToken = await run((rows) => rows.currentToken(taro.id));
    tamper(statement);
    const ways: readonly ((rows: RegistryRows) => Promise<unknown>)[] = [
      (rows) => rows.customerById(taro.id),
      (rows) => rows.customerByLoginId(taro.loginId),
      (rows) => rows.currentToken(taro.id),
      (rows) => rows.failures(taro.loginId, "loginPassword"),
      (rows) => rows.setFailures(taro.loginId, "oneTimePassword", 1),
      (rows) => rows.updateCustomer(taro),
      (rows) => rows.setTransferLimit(taro.id, 1, 1),
      (rows) => rows.insertToken({ ...issuedToken, userId: "999800000003" }),
      (rows) => rows.updateToken(taroToken ?? issuedToken),
    ];
    for (const way of ways) {
      const thrown = await run(way).catch((error: unknown) => error);
      expect(thrown).toBeInstanceOf(BrokenRecord);
      expect(thrown).toMatchObject({ of: { customerId: taro.id } });
    }
    await run(async (rows) => {
      expect(await rows.customerById(hanako.id)).toEqual(hanako);
      expect(await rows.tokenByUserId(hanakosToken.userId)).toEqual(hanakosToken);
      expect((await rows.findCustomers(taro.loginId, 2)).map(({ id }) => id)).toEqual([taro.id]);
    });
  });
});

test("a token that is given to another customer is neither's", async () => {
  tamper(`update tokens set state = 'replaced', sealed_secret = null where customer_id = '${hanako.id}';
    update tokens set customer_id = '${hanako.id}' where ${ofTaro}`);
  for (const id of [taro.id, hanako.id]) {
    await expect(run((rows) => rows.currentToken(id))).rejects.toBeInstanceOf(BrokenRecord);
  }
});

test("all that a customer's record holds may be put back together: the threat model says so", async () => {
  using database = new DatabaseSync(path);
  const before = database.prepare("select mac from customers where id = ?").get(taro.id);
  await run((rows) => rows.setFailures(taro.loginId, "loginPassword", 5));
  tamper(
    `update customers set login_failures = 3, mac = '${String(before?.["mac"])}' where id = '${taro.id}'`,
  );
  expect(await run((rows) => rows.failures(taro.loginId, "loginPassword"))).toBe(3);
});

test.each([
  ["has another role", "update staff set role = 'approve'"],
  ["has a PIN that somebody knows", "update staff set pin_hash = 'known'"],
  ["has tries left", "update staff set pin_failures = 0"],
  [
    "was never added",
    "delete from staff; insert into staff values ('500001', '新', 'approve', 'x', null, 0)",
  ],
])("a member of the staff who %s is nobody, and can be removed", async (_what, statement) => {
  tamper(statement);
  const ofMember = { of: { staffId: member.id } };
  await expect(run((rows) => rows.staffById(member.id))).rejects.toMatchObject(ofMember);
  await expect(run((rows) => rows.failures(member.id, "pin"))).rejects.toMatchObject(ofMember);
  await expect(run((rows) => rows.updateStaff(member))).rejects.toMatchObject(ofMember);
  await run((rows) => rows.removeStaff(member.id));
  expect(await run((rows) => rows.staffById(member.id))).toBeNull();
});

test("records of before there was a MAC are taken where that is said, and sealed once", async () => {
  await registry.close();
  tamper(`${beforeRecordMacs}; pragma user_version = 11`);
  registry = await sqliteRegistry(path);
  await registry.sealJournal(seal);
  await expect(run((rows) => rows.customerById(taro.id))).rejects.toBeInstanceOf(BrokenRecord);
  await registry.sealJournal({ ...seal, takesUnsealed: true });
  expect(await run((rows) => rows.customerById(taro.id))).toEqual(taro);
  expect(await run((rows) => rows.sealRecords("", 1))).toBe(
    hanako.id < taro.id ? hanako.id : taro.id,
  );
  const last = await run((rows) => rows.sealRecords("", 10));
  expect(await run((rows) => rows.sealRecords(last ?? "", 10))).toBeNull();
  await registry.sealJournal(seal);
  await run(async (rows) => {
    expect(await rows.customerById(taro.id)).toEqual(taro);
    expect(await rows.failures(taro.loginId, "loginPassword")).toBe(3);
    expect(await rows.staffById(member.id)).toEqual(member);
  });
});

test("records whose failures were counted in a table of their own are whole after the migration, with their counts", async () => {
  await run((rows) => rows.setFailures(hanako.loginId, "oneTimePassword", 4));
  await run((rows) => rows.setFailures(hanako.loginId, "startPassword", 2));
  await registry.close();
  tamper(
    `${beforeFailureColumns}; delete from kiosk where key = 'greatest-user-id'; pragma user_version = 13`,
  );
  registry = await sqliteRegistry(path);
  await registry.sealJournal(seal);
  await run(async (rows) => {
    expect(await rows.customerById(taro.id)).toEqual(taro);
    expect(await rows.failures(taro.loginId, "loginPassword")).toBe(3);
    expect(await rows.failures(hanako.loginId, "oneTimePassword")).toBe(4);
    expect(await rows.failures(hanako.loginId, "startPassword")).toBe(2);
    expect(await rows.failures(member.id, "pin")).toBe(2);
    expect(await rows.greatestUserId()).toBe(hanakosToken.userId);
  });
});

test("failures that are moved from a token to one before it are not taken", async () => {
  const later = { ...hanakosToken, userId: "999800000009" };
  await run((rows) => rows.setFailures(hanako.loginId, "oneTimePassword", 4));
  await run(async (rows) => {
    await rows.updateToken({ ...hanakosToken, state: "replaced", sealedSecret: null });
    await rows.insertToken(later);
    expect(await rows.failures(hanako.loginId, "oneTimePassword")).toBe(0);
    await rows.setFailures(hanako.loginId, "oneTimePassword", 4);
  });
  tamper(`update tokens set code_failures = 0 where user_id = '${later.userId}';
    update tokens set code_failures = 4 where user_id = '${hanakosToken.userId}'`);
  await expect(run((rows) => rows.currentToken(hanako.id))).rejects.toBeInstanceOf(BrokenRecord);
});
