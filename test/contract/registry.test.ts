import { setTimeout as pause } from "node:timers/promises";
import { beforeEach, describe, expect, test } from "vitest";
import type { OpenedRegistry, RegistryRows } from "../../main/core/ports/registry.ts";
import { memoryVault } from "../fakes/memory-vault.ts";
import { firstMail, hanako, issuedToken, releasedToken, taro } from "./rows.ts";
import { registries } from "./registries.ts";

describe.each(registries)("the registry on %s", (_name, open) => {
  let registry: OpenedRegistry;
  /** One transaction, as most tests need no more. */
  const run = <T>(work: (rows: RegistryRows) => Promise<T>) => registry.transact(work);

  beforeEach(async () => {
    registry = await open();
    await registry.sealJournal({ kiosk: "kiosk", mac: memoryVault().mac });
  });

  describe("transactions", () => {
    test("answer what the work answers, and keep what it wrote", async () => {
      expect(await run((rows) => rows.insertCustomer(taro).then(() => "done"))).toBe("done");
      expect(await run((rows) => rows.customerById(taro.id))).toEqual(taro);
    });

    test("see their own writes", async () => {
      const seen = await run(async (rows) => {
        await rows.insertCustomer(taro);
        return rows.customerById(taro.id);
      });
      expect(seen).toEqual(taro);
    });

    test("that throw leave nothing, and the next one works", async () => {
      const broken = run(async (rows) => {
        await rows.insertCustomer(taro);
        await rows.insertToken(issuedToken);
        await rows.enqueueMail(firstMail);
        await rows.setFailures("taro0001", "loginPassword", 4);
        await rows.recordMasterKey("ab".repeat(32));
        throw new Error("power cut");
      });
      await expect(broken).rejects.toThrow("power cut");
      await run(async (rows) => {
        expect(await rows.customerById(taro.id)).toBeNull();
        expect(await rows.tokenByUserId(issuedToken.userId)).toBeNull();
        expect(await rows.unsentMails()).toEqual([]);
        expect(await rows.failures("taro0001", "loginPassword")).toBe(0);
        expect(await rows.masterKeyFingerprint()).toBeNull();
      });
    });

    test("run one after the other: 50 guesses at once count as 50", async () => {
      const guess = () =>
        run(async (rows) => {
          const count = await rows.failures("taro0001", "oneTimePassword");
          await pause(1);
          await rows.setFailures("taro0001", "oneTimePassword", count + 1);
        });
      await Promise.all(Array.from({ length: 50 }, guess));
      expect(await run((rows) => rows.failures("taro0001", "oneTimePassword"))).toBe(50);
    });

    test("under way are finished before the registry closes", async () => {
      const work = run(async (rows) => {
        await pause(5);
        await rows.insertCustomer(taro);
      });
      await registry.close();
      await expect(work).resolves.toBeUndefined();
      registry = await open();
    });
  });

  test("the master key's fingerprint is recorded once and never replaced", async () => {
    expect(await run((rows) => rows.masterKeyFingerprint())).toBeNull();
    await run((rows) => rows.recordMasterKey("ab".repeat(32)));
    await run((rows) => rows.recordMasterKey("ab".repeat(32)));
    await expect(run((rows) => rows.recordMasterKey("cd".repeat(32)))).rejects.toThrow();
    expect(await run((rows) => rows.masterKeyFingerprint())).toBe("ab".repeat(32));
  });

  describe("customers", () => {
    beforeEach(() => run((rows) => rows.insertCustomer(taro)));

    test("are found by login ID and by id, to the letter", async () => {
      await run(async (rows) => {
        expect(await rows.customerByLoginId("taro0001")).toEqual(taro);
        expect(await rows.customerByLoginId("TARO0001")).toBeNull();
        expect(await rows.customerByLoginId("taro0001' or '1'='1")).toBeNull();
        expect(await rows.customerById("taro0001")).toBeNull();
      });
    });

    test("have an id and a login ID of their own", async () => {
      await expect(run((rows) => rows.insertCustomer(taro))).rejects.toThrow();
      const double = { ...hanako, loginId: taro.loginId };
      await expect(run((rows) => rows.insertCustomer(double))).rejects.toThrow();
    });

    test("keep their transfer limit apart", async () => {
      await run(async (rows) => {
        await rows.insertCustomer(hanako);
        await rows.setTransferLimit(taro.id, 150_000, 200_000);
        const after = { ...taro, transferLimitYen: 150_000, limitCeilingYen: 200_000 };
        expect(await rows.customerById(taro.id)).toEqual(after);
        expect(await rows.customerById(hanako.id)).toEqual(hanako);
      });
      await expect(run((rows) => rows.setTransferLimit("nobody", 1, 1))).rejects.toThrow();
    });
  });

  describe("tokens", () => {
    beforeEach(() =>
      run(async (rows) => {
        await rows.insertCustomer(taro);
        await rows.insertCustomer(hanako);
        await rows.insertToken(issuedToken);
      }),
    );

    test("come back as they were kept, byte for byte", async () => {
      await run(async (rows) => {
        expect(await rows.tokenByUserId(issuedToken.userId)).toEqual(issuedToken);
        await rows.updateToken(releasedToken);
        expect(await rows.tokenByUserId(issuedToken.userId)).toEqual(releasedToken);
        expect(await rows.tokenByUserId("999800000002")).toBeNull();
      });
    });

    test("never share a user ID, not even with a released one", async () => {
      await run((rows) => rows.updateToken(releasedToken));
      const again = { ...issuedToken, customerId: hanako.id };
      await expect(run((rows) => rows.insertToken(again))).rejects.toThrow();
    });

    test.each(["issued", "in-use", "suspended"] as const)(
      "of one customer: no other beside one that is %s",
      async (state) => {
        await run((rows) => rows.updateToken({ ...issuedToken, state }));
        const second = { ...issuedToken, userId: "999800000002" };
        await expect(run((rows) => rows.insertToken(second))).rejects.toThrow();
        await run((rows) => rows.insertToken({ ...second, customerId: hanako.id }));
      },
    );

    test.each(["released", "replaced"] as const)("that are %s hold no secret", async (state) => {
      const kept = { ...issuedToken, state, releasedAt: 1 };
      await expect(run((rows) => rows.updateToken(kept))).rejects.toThrow();
      await run((rows) => rows.updateToken({ ...kept, sealedSecret: null }));
    });

    test("belong to a known customer", async () => {
      const stray = { ...issuedToken, userId: "999800000002", customerId: "nobody" };
      await expect(run((rows) => rows.insertToken(stray))).rejects.toThrow();
      await expect(run((rows) => rows.updateToken(stray))).rejects.toThrow();
    });

    test("the current one: not the replaced, else the newest released", async () => {
      const next = { ...issuedToken, userId: "999800000002" };
      const last = { ...issuedToken, userId: "999800000003" };
      await run(async (rows) => {
        expect(await rows.currentToken(hanako.id)).toBeNull();
        expect(await rows.currentToken(taro.id)).toEqual(issuedToken);

        await rows.updateToken({ ...issuedToken, state: "replaced", sealedSecret: null });
        expect(await rows.currentToken(taro.id)).toBeNull();

        await rows.insertToken(next);
        expect(await rows.currentToken(taro.id)).toEqual(next);

        const released = { ...releasedToken, userId: next.userId };
        await rows.updateToken(released);
        expect(await rows.currentToken(taro.id)).toEqual(released);

        await rows.insertToken(last);
        expect(await rows.currentToken(taro.id)).toEqual(last);

        const later = { ...releasedToken, userId: last.userId, releasedAt: Date.UTC(2026, 2, 4) };
        await rows.updateToken(later);
        expect(await rows.currentToken(taro.id)).toEqual(later);
      });
    });

    test("the greatest user ID counts every token", async () => {
      await run(async (rows) => {
        const next = { ...issuedToken, userId: "999800000010", customerId: hanako.id };
        await rows.insertToken({ ...next, state: "replaced", sealedSecret: null });
        expect(await rows.greatestUserId()).toBe("999800000010");
        await rows.recordGreatestUserId("999800000007");
        expect(await rows.greatestUserId()).toBe("999800000010");
        await rows.recordGreatestUserId("999800000023");
        expect(await rows.greatestUserId()).toBe("999800000023");
      });
    });
  });

  test("no user ID was given at first", async () => {
    expect(await run((rows) => rows.greatestUserId())).toBeNull();
  });
});
