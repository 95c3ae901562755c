import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, onTestFinished, test } from "vitest";
import { openRegistry } from "../../main/registry/sqlite/open-registry.ts";
import type { Registry } from "../../main/core/ports/registry.ts";
import { unsent } from "../../main/core/domain/outgoing-mail.ts";
import { memoryVault } from "../fakes/memory-vault.ts";
import { beforeStatus, beforeStrangers } from "./former-schemas.ts";
import { firstMail, hanako, issuedToken, releasedToken, taro } from "./rows.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const seal = { kiosk: "kiosk", mac: memoryVault().mac, takesUnsealed: true };

async function opened(path: string): Promise<Registry> {
  const answer = await openRegistry(path);
  if (!answer.ok) throw new Error(answer.refusal);
  onTestFinished(() => answer.value.close().catch(() => undefined));
  await answer.value.sealJournal(seal);
  return answer.value;
}

/** A closed registry with Taro and his token. */
async function filledRegistry(): Promise<string> {
  const path = join(temporaryFolder(), "registry.sqlite");
  const registry = await opened(path);
  await registry.transact(async (rows) => {
    await rows.insertCustomer(taro);
    await rows.insertToken(issuedToken);
  });
  await registry.close();
  return path;
}

function change(path: string, statement: string): void {
  const database = new DatabaseSync(path);
  database.exec(statement);
  database.close();
}

const modes = (folder: string) =>
  readdirSync(folder).map((name) => (statSync(join(folder, name)).mode & 0o777).toString(8));

/** Expects the refusal, and not a byte changed and no file more. */
async function expectLeftAlone(path: string, refusal: string): Promise<void> {
  const folder = join(path, "..");
  const before = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]);
  expect(await openRegistry(path)).toEqual({ ok: false, refusal });
  const after = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]);
  expect(after).toEqual(before);
}

describe("the file", () => {
  test("is made with its folder, for its owner alone, log included", async () => {
    const folder = join(temporaryFolder(), "new", "data");
    const registry = await opened(join(folder, "registry.sqlite"));
    await registry.transact((rows) => rows.insertCustomer(taro));
    expect(readdirSync(folder)).toHaveLength(3);
    expect(modes(folder)).toEqual(["600", "600", "600"]);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  test("that others could read is closed to them", async () => {
    const path = join(temporaryFolder(), "registry.sqlite");
    writeFileSync(path, "", { mode: 0o644 });
    await opened(path);
    expect(modes(join(path, ".."))).toEqual(["600", "600", "600"]);
  });

  test("keeps what it held when it is opened again", async () => {
    const path = await filledRegistry();
    expect(readdirSync(join(path, ".."))).toEqual(["registry.sqlite"]);
    const registry = await opened(path);
    const token = await registry.transact((rows) => rows.currentToken(taro.id));
    expect(token).toEqual(issuedToken);
  });

  test("of before mails had a language keeps its mails, in Japanese", async () => {
    const path = await filledRegistry();
    const registry = await opened(path);
    await registry.transact((rows) => rows.enqueueMail(firstMail));
    await registry.close();
    change(
      path,
      `${beforeStrangers}; alter table outbox drop column language; pragma user_version = 3`,
    );
    const later = await opened(path);
    const mails = await later.transact((rows) => rows.unsentMails());
    expect(mails).toEqual([unsent({ ...firstMail, language: null })]);
  });

  test("of before customers had a status holds the limits that releases had lowered", async () => {
    const path = await filledRegistry();
    const registry = await opened(path);
    await registry.transact(async (rows) => {
      await rows.insertCustomer(hanako);
      await rows.updateToken(releasedToken);
    });
    await registry.close();
    change(path, `${beforeStatus}; pragma user_version = 7`);
    const later = await opened(path);
    const before = { importedLimitYen: null, limitCeilingYen: null, status: "active" } as const;
    await later.transact(async (rows) => {
      const ceiling = { limitCeilingYen: taro.transferLimitYen };
      expect(await rows.customerById(taro.id)).toEqual({ ...taro, ...before, ...ceiling });
      expect(await rows.customerById(hanako.id)).toEqual({ ...hanako, ...before });
    });
  });

  test("holds no trace of a destroyed secret once the log is written back", async () => {
    const path = await filledRegistry();
    const secret = Buffer.from(issuedToken.sealedSecret ?? []).toString("base64");
    expect(readFileSync(path).includes(secret)).toBe(true);
    const registry = await opened(path);
    await registry.transact((rows) => rows.updateToken(releasedToken));
    await registry.close();
    expect(readFileSync(path).includes(secret)).toBe(false);
  });
});

describe("a crash", () => {
  test("of the process inside a transaction leaves what was committed before", async () => {
    const path = join(temporaryFolder(), "registry.sqlite");
    const program = join(import.meta.dirname, "die-in-transaction.ts");
    expect(spawnSync(process.execPath, [program, path]).signal).toBe("SIGKILL");
    expect(readdirSync(join(path, ".."))).toContain("registry.sqlite-wal");
    const registry = await opened(path);
    await registry.transact(async (rows) => {
      expect(await rows.customerById(taro.id)).toEqual(taro);
      expect(await rows.customerById(hanako.id)).toBeNull();
    });
  });

  test("leaves to every other process what was committed, and nothing else", async () => {
    const path = join(temporaryFolder(), "registry.sqlite");
    const registry = await opened(path);
    const reader = new DatabaseSync(path, { readOnly: true });
    const customers = () => reader.prepare("select id from customers").all();
    await registry.transact(async (rows) => {
      await rows.insertCustomer(taro);
      expect(customers()).toEqual([]);
    });
    expect(customers()).toEqual([{ id: taro.id }]);
    reader.close();
  });

  test("between two writes of a first start is made good by the next one", async () => {
    const path = join(temporaryFolder(), "registry.sqlite");
    change(path, "pragma journal_mode = wal");
    const registry = await opened(path);
    expect(await registry.transact((rows) => rows.greatestUserId())).toBeNull();
  });
});

describe("is left as it was, byte for byte:", () => {
  test("a registry of a newer version", async () => {
    const path = await filledRegistry();
    change(path, "pragma user_version = 99; create table tomorrow (a)");
    await expectLeftAlone(path, "registry-newer");
  });

  test("a newer one after a crash, its log beside it", async () => {
    const source = await filledRegistry();
    const path = join(temporaryFolder(), "registry.sqlite");
    const database = new DatabaseSync(source);
    database.exec("pragma user_version = 99");
    cpSync(join(source, ".."), join(path, ".."), { recursive: true });
    database.close();
    const log = readFileSync(`${path}-wal`);
    const file = readFileSync(path);
    expect(await openRegistry(path)).toEqual({ ok: false, refusal: "registry-newer" });
    expect(readFileSync(`${path}-wal`)).toEqual(log);
    expect(readFileSync(path)).toEqual(file);
  });

  test("a file that is no database", async () => {
    const path = join(temporaryFolder(), "registry.sqlite");
    writeFileSync(path, "no database ".repeat(1_000));
    await expectLeftAlone(path, "registry-damaged");
  });

  test("another program's database", async () => {
    const path = join(temporaryFolder(), "registry.sqlite");
    change(path, "create table theirs (a)");
    await expectLeftAlone(path, "registry-damaged");
  });

  test("a registry that was cut off", async () => {
    const path = await filledRegistry();
    writeFileSync(path, readFileSync(path).subarray(0, 8_192));
    await expectLeftAlone(path, "registry-damaged");
  });

  test("a registry with a page of rubbish, which nobody closed", async () => {
    const path = await filledRegistry();
    const left = join(temporaryFolder(), "registry.sqlite");
    const database = new DatabaseSync(path);
    database.exec("create table last (a); drop table last");
    cpSync(join(path, ".."), join(left, ".."), { recursive: true });
    database.close();
    writeFileSync(left, readFileSync(left).fill(0xa5, 8_192, 12_288));
    const file = readFileSync(left);
    const log = readFileSync(`${left}-wal`);
    expect(await openRegistry(left)).toEqual({ ok: false, refusal: "registry-damaged" });
    expect(readFileSync(left)).toEqual(file);
    expect(readFileSync(`${left}-wal`)).toEqual(log);
  });
});

describe("a place that can't be used", () => {
  test("below a file", async () => {
    const file = join(temporaryFolder(), "file");
    writeFileSync(file, "");
    const answer = await openRegistry(join(file, "data", "registry.sqlite"));
    expect(answer).toEqual({ ok: false, refusal: "data-folder-unwritable" });
  });

  test("a folder of that name", async () => {
    const path = join(temporaryFolder(), "registry.sqlite");
    mkdirSync(path);
    expect(await openRegistry(path)).toEqual({ ok: false, refusal: "registry-damaged" });
  });

  test("a file system that takes no writes", async () => {
    const answer = await openRegistry("/proc/kiosk/registry.sqlite");
    expect(answer).toEqual({ ok: false, refusal: "data-folder-unwritable" });
  });

  test("a file that another process holds", async () => {
    const path = await filledRegistry();
    const other = new DatabaseSync(path);
    other.exec("pragma locking_mode = exclusive; begin exclusive");
    onTestFinished(() => other.close());
    expect(await openRegistry(path)).toEqual({ ok: false, refusal: "registry-unavailable" });
  });
});

test("a transaction that waits for another process lets all else go on", async () => {
  const path = await filledRegistry();
  const registry = await opened(path);
  const other = new DatabaseSync(path);
  onTestFinished(() => other.close());
  other.exec("begin immediate");
  // The lock ends only if this process's own turns go on while the transaction waits for it.
  setImmediate(() => other.exec("rollback"));
  expect(await registry.transact((rows) => rows.failures("taro0001", "loginPassword"))).toBe(0);
});
