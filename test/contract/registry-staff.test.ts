import { join } from "node:path";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { openRegistry } from "../../main/adapters/sqlite-registry/open-registry.ts";
import type { Registry, RegistryRows } from "../../main/ports/registry.ts";
import { memoryRegistry } from "../fakes/memory-registry.ts";
import { hanako, issuedToken, taro } from "./rows.ts";
import { temporaryFolder } from "./temporary-folder.ts";

async function sqliteRegistry(): Promise<Registry> {
  const opened = await openRegistry(join(temporaryFolder(), "registry.sqlite"));
  if (!opened.ok) throw new Error(opened.refusal);
  return opened.value;
}

describe.each([
  ["SQLite", sqliteRegistry],
  ["memory", async () => memoryRegistry()],
])("what staff need of the registry on %s", (_name, open) => {
  let registry: Registry;
  const run = <T>(work: (rows: RegistryRows) => Promise<T>) => registry.transact(work);

  beforeEach(async () => {
    registry = await open();
    onTestFinished(() => registry.close());
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
