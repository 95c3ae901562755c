import { beforeEach, describe, expect, test } from "vitest";
import type { OpenedRegistry, RegistryRows } from "../../main/core/ports/registry.ts";
import { unsent } from "../../main/core/domain/outgoing-mail.ts";
import { memoryVault } from "../fakes/memory-vault.ts";
import { firstMail, hanako, issuedToken, releasedToken, taro } from "./rows.ts";
import { registries } from "./registries.ts";

describe.each(registries)("what staff need of the registry on %s", (_name, open) => {
  let registry: OpenedRegistry;
  const run = <T>(work: (rows: RegistryRows) => Promise<T>) => registry.transact(work);

  beforeEach(async () => {
    registry = await open();
    await registry.sealJournal({ kiosk: "kiosk", mac: memoryVault().mac });
  });

  describe("customers are searched", () => {
    const found = async (searched: string, limit = 10) =>
      (await run((rows) => rows.findCustomers(searched, limit))).map(({ id }) => id);
    beforeEach(() =>
      run(async (rows) => {
        await rows.insertCustomer(taro);
        await rows.insertCustomer({ ...hanako, kana: "アイヅ ハナコ" });
        await rows.insertToken(issuedToken);
      }),
    );

    test("by the whole login ID or user ID", async () => {
      expect(await found("taro0001")).toEqual([taro.id]);
      expect(await found("999800000001")).toEqual([taro.id]);
      expect(await found("taro000")).toEqual([]);
      expect(await found("99980000000")).toEqual([]);
    });

    test("by the beginning of the name, however it is written", async () => {
      for (const way of ["福島", "福島太", "福島　太郎", "フクシマ", "ふくしま た", "ﾌｸｼﾏ ﾀﾛｳ"]) {
        expect(await found(way), way).toEqual([taro.id]);
      }
      for (const way of ["太郎", "フクシマ ハナコ", "%", "_", " ", ""]) {
        expect(await found(way), way).toEqual([]);
      }
    });

    test.each([
      ["佐藤 ひろし", ["佐藤 ひろし", "佐藤　ヒロシ", "佐藤ﾋﾛｼ", "佐藤ひ"]],
      ["Ｎｇｕｙễｎ　Văn", ["nguyen van", "NGUYỄN", "ｎｇｕ"]],
      ["髙橋 桂", ["高橋", "髙橋", "高橋　桂"]],
      ["山﨑 福子", ["山崎福子", "山崎 福", "山﨑"]],
      ["佐々木", ["佐佐", "佐々", "佐佐木"]],
      ["キヨウコ", ["きょうこ", "キョウ", "ｷﾖｳｺ"]],
      ["マリ-", ["マリー", "まり−", "ﾏﾘｰ"]],
    ])("%s as staff type it, as name and as kana", async (registered, ways) => {
      const customer = { ...taro, id: "customer-3", loginId: "other001" };
      await run((rows) => rows.insertCustomer({ ...customer, name: registered, kana: "" }));
      for (const way of ways) expect(await found(way), way).toEqual([customer.id]);
      await run((rows) => rows.updateCustomer({ ...customer, name: "一", kana: registered }));
      for (const way of ways) expect(await found(way), way).toEqual([customer.id]);
      await run((rows) => rows.updateCustomer({ ...customer, name: "一", kana: "" }));
      for (const way of ways) expect(await found(way), way).toEqual([]);
    });

    test("by what has no letter in it, or can be none: nobody", async () => {
      for (const way of ["\u0000", "\ud842", "゛", "ー", "々", "'", "\u{10ffff}", "フクシマ%"]) {
        const expected = way === "フクシマ%" ? [taro.id] : [];
        expect(await found(way), JSON.stringify(way)).toEqual(expected);
      }
    });

    test("as many as were asked for, in the order of their kana", async () => {
      await run((rows) =>
        rows.insertCustomer({
          ...taro,
          id: "customer-3",
          loginId: "ichi0001",
          kana: "アイダ イチ",
        }),
      );
      expect(await found("ア")).toEqual(["customer-3", hanako.id]);
      expect(await found("ア", 1)).toEqual(["customer-3"]);
    });
  });

  test("a customer's mails are told newest first, of all their tokens and nobody else's", async () => {
    const second = { ...issuedToken, userId: "999800000002" };
    const others = { ...issuedToken, userId: "999800000003", customerId: hanako.id };
    const mail = (id: string, userId: string, createdAt: number) =>
      run((rows) => rows.enqueueMail({ ...firstMail, id, userId, createdAt }));
    await run(async (rows) => {
      await rows.insertCustomer(taro);
      await rows.insertCustomer(hanako);
      await rows.insertToken({ ...issuedToken, state: "replaced", sealedSecret: null });
      await rows.insertToken(second);
      await rows.insertToken(others);
    });
    await mail("a", issuedToken.userId, 10);
    await mail("b", second.userId, 20);
    await mail("c", second.userId, 20);
    await mail("d", others.userId, 30);
    const close = (id: string, outcome: "sent" | "rejected") =>
      run(async (rows) => {
        const kept = (await rows.mailById(id)) ?? unsent(firstMail);
        await rows.updateMail({ ...kept, closedAt: 40, outcome });
      });
    await close("b", "rejected");
    await close("a", "sent");
    const mails = await run((rows) => rows.mailsOf(taro.id, 3));
    expect(mails.map(({ id, outcome }) => [id, outcome])).toEqual([
      ["c", null],
      ["b", "rejected"],
      ["a", "sent"],
    ]);
    expect(mails[1]).toEqual({
      ...unsent({ ...firstMail, id: "b", userId: second.userId, createdAt: 20 }),
      ...{ closedAt: 40, outcome: "rejected" },
    });
    expect(await run((rows) => rows.mailsOf(taro.id, 1))).toHaveLength(1);
    expect(await run((rows) => rows.mailsOf("nobody", 9))).toEqual([]);
  });

  test("what is journalled about a customer is told newest first", async () => {
    await registry.sealJournal({ kiosk: "kiosk", mac: (text) => `mac of ${text}` });
    const event = { customerId: taro.id, action: "unlock", outcome: "done" } as const;
    await run((rows) =>
      rows.appendJournal({ ...event, at: 10, staffId: "100001", detail: "kind=startPassword" }),
    );
    await run((rows) => rows.appendJournal({ ...event, at: 20, customerId: hanako.id }));
    await run((rows) => rows.appendJournal({ ...event, at: 20, outcome: "forbidden" }));
    await run((rows) => rows.appendJournal({ ...event, at: 20, outcome: "the later of the two" }));
    const found = await run((rows) => rows.journalOf(taro.id, 9));
    expect(found.map(({ outcome }) => outcome)).toEqual([
      "the later of the two",
      "forbidden",
      "done",
    ]);
    expect(found[2]).toEqual({
      at: 10,
      kiosk: "kiosk",
      customerId: taro.id,
      userId: null,
      action: "unlock",
      outcome: "done",
      staffId: "100001",
      detail: "kind=startPassword",
    });
    expect(await run((rows) => rows.journalOf(taro.id, 1))).toHaveLength(1);
  });

  test("customers are listed page by page, each with the token that counts", async () => {
    const replaced = { ...releasedToken, userId: "999800000003", customerId: hanako.id };
    await run(async (rows) => {
      await rows.insertCustomer(hanako);
      await rows.insertCustomer(taro);
      await rows.insertToken(releasedToken);
      await rows.insertToken({ ...issuedToken, userId: "999800000002" });
      await rows.insertToken({ ...replaced, state: "replaced", releasedAt: null });
    });
    const [first, ...more] = await registry.listCustomers(null, 1);
    expect(more).toEqual([]);
    expect(first).toMatchObject({
      id: taro.id,
      loginId: "taro0001",
      kana: "フクシマ タロウ",
      transferLimitYen: 1_000_000,
      token: { userId: "999800000002", state: "issued", startedAt: null, releasedAt: null },
    });
    expect(await registry.listCustomers(taro.id, 9)).toMatchObject([
      { id: hanako.id, token: null },
    ]);
    expect(await registry.listCustomers(hanako.id, 9)).toEqual([]);
  });

  test("a customer is changed, and never to another's login ID", async () => {
    await run((rows) => rows.insertCustomer(taro));
    await run((rows) => rows.insertCustomer(hanako));
    const changed = { ...taro, name: "福島 太郎丸", transferLimitYen: 1 };
    await run((rows) => rows.updateCustomer(changed));
    expect(await run((rows) => rows.customerById(taro.id))).toEqual(changed);
    const clash = { ...taro, loginId: hanako.loginId };
    await expect(run((rows) => rows.updateCustomer(clash))).rejects.toThrow();
    await expect(run((rows) => rows.updateCustomer({ ...taro, id: "none" }))).rejects.toThrow();
  });

  test("staff are found by their id, and there once each", async () => {
    const assistant = { id: "100001", name: "二本松", role: "assist", pinHash: "hash" } as const;
    const officer = { ...assistant, id: "200001", role: "approve" } as const;
    await run((rows) => rows.insertStaff(officer));
    await run((rows) => rows.insertStaff(assistant));
    expect(await run((rows) => rows.staffById("100001"))).toEqual(assistant);
    expect(await run((rows) => rows.staffById("100002"))).toBeNull();
    expect(await run((rows) => rows.allStaff())).toEqual([assistant, officer]);
    await expect(run((rows) => rows.insertStaff(officer))).rejects.toThrow();

    await run((rows) => rows.updateStaff({ ...assistant, pinHash: "other" }));
    await run((rows) => rows.removeStaff("200001"));
    expect(await run((rows) => rows.allStaff())).toEqual([{ ...assistant, pinHash: "other" }]);
    await expect(run((rows) => rows.removeStaff("200001"))).rejects.toThrow();
    await expect(run((rows) => rows.updateStaff(officer))).rejects.toThrow();
  });
});
