import { beforeEach, describe, expect, test } from "vitest";
import { customerLines } from "../../main/adapters/customers-file/read-record.ts";
import { demoProfile } from "../../main/config/demo-profile.ts";
import { BrokenRecord } from "../../main/core/domain/registry-errors.ts";
import { carryOver } from "../../main/core/operations/upkeep/carry-over.ts";
import { importCustomers } from "../../main/core/operations/upkeep/import-customers.ts";
import { repairCustomer } from "../../main/core/operations/upkeep/repair-record.ts";
import type { OpenedRegistry, RegistryRows } from "../../main/core/ports/registry.ts";
import { ok, refused } from "../../preload/contract/result.ts";
import { fixedClock } from "../fakes/fixed-clock.ts";
import { plainPasswordHasher } from "../fakes/plain-password-hasher.ts";
import { seededRandom } from "../fakes/seeded-random.ts";
import { filledRegistry, hanakosToken } from "./filled-registry.ts";
import { hanako, issuedToken, taro } from "./rows.ts";

let registry: OpenedRegistry;
let tamper: (statement: string) => void;

beforeEach(async () => {
  ({ registry, tamper } = await filledRegistry());
});

const run = <T>(work: (rows: RegistryRows) => Promise<T>) => registry.transact(work);

const ofTaro = `customer_id = '${taro.id}'`;

describe("of a customer whose record is broken", () => {
  const phc = `$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$${"A".repeat(43)}`;
  const header = [
    ...["id", "login_id", "name", "kana"],
    ...["login_password", "confirmation_password", "transfer_limit_yen"],
  ];
  const lineOf = (id: string, loginId: string) => [id, loginId, "名前", "", phc, phc, "1"];
  async function* lines(records: readonly (readonly string[])[]) {
    for (const [at, fields] of records.entries()) yield { line: at + 1, fields };
  }
  const read = (...records: readonly (readonly string[])[]) =>
    customerLines(lines(records), demoProfile.customers);

  test("an import tells the line, and takes nothing", async () => {
    tamper(`update customers set transfer_limit_yen = 9e7 where id = '${taro.id}'`);
    const answer = await importCustomers(
      {
        ...{ registry, passwordHasher: plainPasswordHasher() },
        ...{ clock: fixedClock("2026-04-01T10:00:30+09:00"), config: demoProfile },
      },
      read(header, lineOf(hanako.id, "hanako99"), lineOf(taro.id, taro.loginId)),
      { raiseLimits: false, onHashed: () => undefined },
    );
    const first = [{ line: 3, fault: { code: "record-broken" } }];
    expect(answer).toEqual(refused({ faulty: 1, first }));
    expect(await run((rows) => rows.customerById(hanako.id))).toEqual(hanako);
  });

  test("a repair trusts nothing that it holds, and the next file brings it back", async () => {
    const parts = {
      ...{ registry, passwordHasher: plainPasswordHasher(), config: demoProfile },
      ...{ clock: fixedClock("2026-04-01T10:00:30+09:00"), random: seededRandom(1) },
    };
    expect(await repairCustomer(parts, taro.id)).toEqual(refused("record-whole"));
    expect(await repairCustomer(parts, "nobody")).toEqual(refused("customer-unknown"));
    tamper(`update customers set login_password_hash = 'known' where id = '${taro.id}';
      update tokens set last_step = 9223372036854775807 where ${ofTaro}`);
    expect(await repairCustomer(parts, taro.id)).toEqual(ok(null));
    await run(async (rows) => {
      const repaired = await rows.customerById(taro.id);
      expect(repaired).toMatchObject({ status: "suspended", transferLimitYen: 0 });
      expect(repaired?.loginPasswordHash).not.toBe("known");
      expect(await rows.currentToken(taro.id)).toMatchObject({
        ...{ state: "released", sealedSecret: null, startPasswordHash: "" },
      });
      expect(await rows.failures(taro.loginId, "loginPassword")).toBe(0);
      expect(await rows.journalOf(taro.id, 1)).toMatchObject([{ action: "customer-status" }]);
    });
    const wishes = { raiseLimits: false, onHashed: () => undefined };
    const line = [...lineOf(taro.id, taro.loginId), "利用可"];
    const imported = await importCustomers(parts, read([...header, "状態"], line), wishes);
    expect(imported).toMatchObject({ ok: true });
    const again = await run((rows) => rows.customerById(taro.id));
    expect(again).toMatchObject({ status: "active", loginPasswordHash: phc, transferLimitYen: 1 });
  });

  test("a restore carries nothing over, but of all others", async () => {
    tamper(`update customers set transfer_limit_yen = 9e7 where id = '${taro.id}'`);
    const nothing = { issued: 0, cleared: [], staff: [], greatestUserId: null };
    const [own, others] = [issuedToken.userId, hanakosToken.userId];
    await run((rows) =>
      carryOver(rows, {
        ...nothing,
        ended: [{ userId: own, state: "released", releasedAt: 7 }],
        used: [own, others].map((userId) => ({ userId, lastStep: 8 })),
        limits: [taro.id, hanako.id].map((customerId) => ({ customerId, yen: 1, ceilingYen: 1 })),
        stopped: [{ customerId: taro.id, status: "closed" }],
        failures: [taro.loginId, hanako.loginId].map((subject) => ({
          ...{ subject, kind: "loginPassword" as const, count: 4 },
        })),
      }),
    );
    await expect(run((rows) => rows.customerById(taro.id))).rejects.toBeInstanceOf(BrokenRecord);
    await run(async (rows) => {
      expect(await rows.customerById(hanako.id)).toMatchObject({ transferLimitYen: 1 });
      expect(await rows.tokenByUserId(others)).toMatchObject({ lastStep: 8 });
      expect(await rows.failures(hanako.loginId, "loginPassword")).toBe(4);
    });
  });
});
