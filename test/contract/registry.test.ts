import { setTimeout as pause } from "node:timers/promises";
import { beforeEach, describe, expect, test } from "vitest";
import type { OpenedRegistry, RegistryRows } from "../../main/ports/registry.ts";
import { memoryVault } from "../fakes/memory-vault.ts";
import { unsent } from "../../main/domain/outgoing-mail.ts";
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
        await rows.setWrongTries("taro0001", "loginPassword", 4);
        await rows.recordMasterKey("ab".repeat(32));
        throw new Error("power cut");
      });
      await expect(broken).rejects.toThrow("power cut");
      await run(async (rows) => {
        expect(await rows.customerById(taro.id)).toBeNull();
        expect(await rows.tokenByUserId(issuedToken.userId)).toBeNull();
        expect(await rows.unsentMails()).toEqual([]);
        expect(await rows.wrongTries("taro0001", "loginPassword")).toBe(0);
        expect(await rows.masterKeyFingerprint()).toBeNull();
      });
    });

    test("run one after the other: 50 guesses at once count as 50", async () => {
      const guess = () =>
        run(async (rows) => {
          const count = await rows.wrongTries("taro0001", "oneTimePassword");
          await pause(1);
          await rows.setWrongTries("taro0001", "oneTimePassword", count + 1);
        });
      await Promise.all(Array.from({ length: 50 }, guess));
      expect(await run((rows) => rows.wrongTries("taro0001", "oneTimePassword"))).toBe(50);
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
        await rows.setTransferLimit(taro.id, 200_000);
        expect(await rows.customerById(taro.id)).toEqual({ ...taro, transferLimitYen: 200_000 });
        expect(await rows.customerById(hanako.id)).toEqual(hanako);
      });
      await expect(run((rows) => rows.setTransferLimit("nobody", 1))).rejects.toThrow();
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
      });
    });
  });

  test("no user ID was given at first", async () => {
    expect(await run((rows) => rows.greatestUserId())).toBeNull();
  });

  describe("the outbox", () => {
    const laterMail = {
      ...firstMail,
      ...{ id: "a-later-mail", createdAt: firstMail.createdAt + 1, language: null },
    };

    const tried = {
      ...unsent(firstMail),
      ...{ queuedAt: firstMail.createdAt + 1, tries: 3, triedAt: firstMail.createdAt + 2 },
      ...{ nextTryAt: firstMail.createdAt + 3, cause: "put-off" as const, reply: "450 4.2.1" },
    } as const;

    test("gives unsent mails, oldest first, with what came of their tries", async () => {
      await run(async (rows) => {
        await rows.enqueueMail(laterMail);
        await rows.enqueueMail(firstMail);
        expect(await rows.unsentMails()).toEqual([unsent(firstMail), unsent(laterMail)]);
        await rows.updateMail({ ...tried, to: "another@example.jp" });
        expect(await rows.unsentMails()).toEqual([tried, unsent(laterMail)]);
        expect(await rows.mailById(firstMail.id)).toEqual(tried);
        expect(await rows.mailById("unknown")).toBeNull();
      });
    });

    const ends = ["sent", "rejected", "expired", "cancelled"] as const;
    test.each(ends)("never gives one again that was %s", async (outcome) => {
      await run(async (rows) => {
        await rows.enqueueMail(firstMail);
        await rows.enqueueMail(laterMail);
        const closed = { ...tried, closedAt: firstMail.createdAt + 5, outcome };
        await rows.updateMail(closed);
        expect(await rows.unsentMails()).toEqual([unsent(laterMail)]);
        expect(await rows.listMails("all", 9)).toEqual([unsent(laterMail), closed]);
        expect(await rows.listMails("all", 1)).toEqual([unsent(laterMail)]);
        const isOpen = outcome === "rejected" || outcome === "expired";
        expect(await rows.listMails("open", 9)).toHaveLength(isOpen ? 2 : 1);
      });
    });

    test("takes an id once, and changes known ones only", async () => {
      await run((rows) => rows.enqueueMail(firstMail));
      await expect(run((rows) => rows.enqueueMail(firstMail))).rejects.toThrow();
      const unknown = { ...tried, id: "unknown" };
      await expect(run((rows) => rows.updateMail(unknown))).rejects.toThrow();
    });

    test("remembers what the server's trouble is, until it is over", async () => {
      const trouble = {
        ...{ cause: "denied" as const, reply: "554 5.7.1", since: 1, tries: 2 },
        ...{ triedAt: 3, nextTryAt: 4 },
      } as const;
      expect(await run((rows) => rows.serverTrouble())).toBeNull();
      for (const each of [trouble, { ...trouble, tries: 3 }, null]) {
        await run((rows) => rows.setServerTrouble(each));
        expect(await run((rows) => rows.serverTrouble())).toEqual(each);
      }
    });
  });
});
