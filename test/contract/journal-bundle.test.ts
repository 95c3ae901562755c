import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, onTestFinished, test } from "vitest";
import { isSignedBy } from "../../main/adapters/ed25519.ts";
import { sha256 } from "../../main/adapters/hashes.ts";
import { openRegistry } from "../../main/registry/sqlite/open-registry.ts";
import { writeNewFile } from "../../main/adapters/write-new-file.ts";
import type { OpenedRegistry } from "../../main/core/ports/registry.ts";
import { registryInMemory } from "../fakes/registry-in-memory.ts";
import { bundled, checked, journalled, start, textOf, vault } from "./bundles.ts";
import { temporaryFolder } from "./temporary-folder.ts";

describe("a bundle that nobody touched", () => {
  test("is whole, and tells whose rows it has", async () => {
    const whole = await textOf(await journalled(await registryInMemory()));
    const key = vault.publicKey();
    const chains = [{ chain: "", first: 1, last: 40, count: 40 }];
    const value = {
      ...{ from: null, to: null, chains, witnesses: 0 },
      kiosk: "branch-7",
      at: start,
      publicKey: key,
    };
    expect(checked(whole)).toEqual({ ok: true, value });
  });

  test("of some days is checked as what it is", async () => {
    const registry = await journalled(await registryInMemory());
    const days = async (from: string | null, to: string | null) =>
      checked(await textOf(registry, { from, to }));
    const rows = (first: number | null, last: number | null) => ({
      value: { chains: [{ first, last, count: 40 }] },
    });
    expect(await days("2026-04-02", "2026-04-03")).toMatchObject(rows(11, 30));
    expect(await days("2026-04-04", null)).toMatchObject(rows(31, 40));
    expect(await days(null, "2026-04-01")).toMatchObject(rows(1, 10));
    expect(await days("2026-05-01", null)).toMatchObject(rows(null, null));
    expect(await days(null, "2026-03-31")).toMatchObject(rows(null, null));
  });

  test("of an empty journal has no rows", async () => {
    const registry = await registryInMemory();
    await registry.sealJournal({ kiosk: "branch-7", mac: vault.mac });
    const value = { chains: [{ first: null, last: null, count: 0 }] };
    expect(checked(await textOf(registry))).toMatchObject({ value });
  });

  test("is the same to whoever follows its description", async () => {
    const whole = await textOf(await journalled(await registryInMemory()));
    const lines = whole.trimEnd().split("\n");
    let link = "";
    for (const line of lines.slice(0, -1)) {
      const [, body = "", told = ""] = /^(.*),"link":"(.*)"\}$/.exec(line) ?? [];
      link = sha256(`${link}\n${body}`);
      expect(told).toBe(link);
    }
    const { signature } = JSON.parse(lines.at(-1) ?? "") as { signature: string };
    expect(isSignedBy(vault.publicKey(), `otp-kiosk-journal 1 ${link}`, signature)).toBe(true);
  });
});

describe("on SQLite", () => {
  async function opened(path: string): Promise<OpenedRegistry> {
    const answer = await openRegistry(path);
    if (!answer.ok) throw new Error(answer.refusal);
    onTestFinished(() => answer.value.close());
    return answer.value;
  }

  test("nothing wrong is signed", async () => {
    const path = join(temporaryFolder(), "registry.sqlite");
    const registry = await journalled(await opened(path));
    const days = { from: "2026-04-02", to: "2026-04-02" };
    expect((await bundled(registry, days)).ok).toBe(true);
    const database = new DatabaseSync(path);
    onTestFinished(() => database.close());
    const tamper = (sql: string) => {
      database.exec(sql);
    };
    const broken = (number: number) => ({ ok: false, refusal: { number } });
    tamper("update journal set outcome = 'x' where number = 15");
    expect(await bundled(registry)).toMatchObject(broken(15));
    expect(await bundled(registry, days)).toMatchObject(broken(15));
    expect(await bundled(registry, { from: "2026-04-03", to: null })).toMatchObject({ ok: true });
    tamper("delete from journal where number = 10");
    expect(await bundled(registry, days)).toMatchObject(broken(10));
    tamper("delete from journal where number > 35");
    expect(await bundled(registry, { from: "2026-04-03", to: null })).toMatchObject(broken(36));
    tamper("delete from journal");
    expect(await bundled(registry)).toMatchObject(broken(1));
    tamper("delete from kiosk where key = 'journal-head'");
    expect(await bundled(registry, days)).toMatchObject({ ok: false });
  });

  test("nothing older than the kiosk remembers is signed, nor another past", async () => {
    const registry = await journalled(await registryInMemory());
    const { head } = await registry.journalEnd();
    const { count = 0, lastMac = "" } = head ?? {};
    const first = { from: null, to: "2026-04-01" };
    expect(await bundled(registry, first, { count, lastMac })).toMatchObject({ ok: true });
    const later = { count: count + 3, lastMac };
    expect(await bundled(registry, first, later)).toEqual({ ok: false, refusal: { missing: 3 } });
    const other = { count: 7, lastMac };
    expect(await bundled(registry, first, other)).toMatchObject({ refusal: { number: 7 } });
  });

  test("a refused file isn't left behind, and one that is there isn't replaced", async () => {
    const folder = temporaryFolder();
    const file = join(folder, "bundle");
    const refusing = writeNewFile(file, async (append) => {
      await append("something");
      return { ok: false, refusal: "no" } as const;
    });
    expect(await refusing).toEqual({ ok: false, refusal: "no" });
    const write = (text: string) =>
      writeNewFile(file, async (append) => {
        await append(text);
        return { ok: true, value: 1 } as const;
      });
    expect(await write("first".repeat(50_000))).toEqual({ ok: true, value: 1 });
    expect(await write("second")).toEqual({ ok: false, refusal: "file-exists" });
    expect(readFileSync(file, "utf8")).toBe("first".repeat(50_000));
    const nowhere = writeNewFile(join(folder, "none", "file"), async () => ({
      ok: true,
      value: 1,
    }));
    expect(await nowhere).toEqual({ ok: false, refusal: "file-unwritable" });
  });
});
