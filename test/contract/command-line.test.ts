import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, readFileSync, readdirSync } from "node:fs";
import { statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test, vi } from "vitest";
import { busyKiosk, commandLine, dataFolder, kiosk } from "./kiosk-session.ts";

// Each command is a session with a keyring of its own, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 300_000 });

/** What belongs together in a registry, counted. */
function counts(path: string) {
  const database = new DatabaseSync(path, { readOnly: true });
  const one = (sql: string) => Number(Object.values(database.prepare(sql).get() ?? {})[0]);
  const found = {
    tokens: one("select count(*) from tokens"),
    mails: one("select count(*) from outbox where kind = 'issued'"),
    issues: one("select count(*) from journal where action = 'issue' and outcome = 'done'"),
    rows: one("select count(*) from journal"),
  };
  database.close();
  return found;
}

test("journal, backup and restore, beside a kiosk under load and after it", async () => {
  const data = dataFolder();
  const registry = join(data, "registry.sqlite");
  expect(await kiosk(data, "journal", "verify")).toMatchObject({
    code: 1,
    said: expect.stringContaining("There is no registry") as string,
  });
  const busy = await busyKiosk(data);

  const verified = await kiosk(data, "journal", "verify");
  expect(verified).toMatchObject({ code: 0 });
  expect(verified.said).toMatch(/^\d\d+ rows, all whole\.\n$/);

  const file = join(data, "../kept.backup");
  expect(await kiosk(data, "backup", "kept.backup")).toEqual({
    code: 0,
    said: `Written: ${file}\n`,
  });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const kept = readFileSync(file);
  const again = await kiosk(data, "backup", file);
  expect(again).toMatchObject({ code: 1 });
  expect(again.said).toContain("never replaces");
  expect(readFileSync(file)).toEqual(kept);

  const nowhere = await kiosk(data, "backup", join(data, "no-folder", "kept.backup"));
  expect(nowhere).toEqual({ code: 1, said: "The backup can't be written there.\n" });

  const early = await kiosk(data, "restore", file);
  expect(early).toEqual({
    code: 1,
    said: "The kiosk is running, or another process holds its registry.\n",
  });
  await busy.stop();
  expect(readdirSync(join(data, ".."))).toEqual(["data", "kept.backup"]);

  // Taken at one moment: of no issue a part.
  const inBackup = counts(file);
  const later = counts(registry);
  expect(inBackup.tokens).toBe(inBackup.issues);
  expect(inBackup.mails).toBe(inBackup.issues);
  expect(later.tokens).toBeGreaterThan(inBackup.tokens);

  const restored = await kiosk(data, "restore", file);
  expect(restored.code).toBe(0);
  const aside = /The former registry: (.+)\n$/.exec(restored.said)?.[1] ?? "";
  expect(counts(aside)).toEqual(later);
  expect(counts(registry)).toEqual({ ...inBackup, rows: inBackup.rows + 1 });
  expect(statSync(registry).mode & 0o777).toBe(0o600);
  expect(await kiosk(data, "journal", "verify")).toMatchObject({ code: 0 });

  // The restore is remembered: neither its backup nor the former registry can just be put there.
  const older = "The registry is older than the kiosk remembers: ";
  copyFileSync(file, registry);
  const missing = { code: 1, said: `${older}1 row is missing.\n` };
  expect(await kiosk(data, "journal", "verify")).toEqual(missing);
  const refusedBackup = { code: 1, said: `${older}rows are missing.\n` };
  expect(await kiosk(data, "backup", "another.backup")).toEqual(refusedBackup);
  copyFileSync(aside, registry);
  const former = await kiosk(data, "journal", "verify");
  expect(former).toMatchObject({ code: 1 });
  expect(former.said).toContain(`row ${String(inBackup.rows + 1)} isn't the one`);
  // The former registry was never sealed.
  const unsealed = await kiosk(data, "restore", aside);
  expect(unsealed).toMatchObject({ code: 1 });
  expect(unsealed.said).toContain("The file has no seal");
  expect(await kiosk(data, "restore", aside, "--unsealed")).toMatchObject({ code: 0 });
  expect(await kiosk(data, "journal", "verify")).toMatchObject({ code: 0 });
});

test("a restore that can't be trusted leaves everything as it was", async () => {
  const data = dataFolder();
  const busy = await busyKiosk(data);
  const file = join(data, "../kept.backup");
  expect(await kiosk(data, "backup", file)).toMatchObject({ code: 0 });
  await busy.stop();
  const registry = join(data, "registry.sqlite");
  const before = counts(registry);

  const tampered = (name: string, change: (path: string) => void) => {
    const path = join(data, "..", name);
    copyFileSync(file, path);
    chmodSync(path, 0o600);
    change(path);
    return path;
  };
  const sql = (statement: string) => (path: string) => {
    const database = new DatabaseSync(path);
    database.exec(statement);
    database.close();
  };
  const unsealed = (change: (path: string) => void) => (path: string) => {
    truncateSync(path, statSync(path).size - 84);
    change(path);
  };
  const unreadable = [
    ["no such", join(data, "../nothing"), /There is no such backup/],
    [
      "cut",
      tampered("cut", (path) => writeFileSync(path, readFileSync(path).subarray(0, 9_000))),
      /damaged, or is no backup/,
    ],
    ["text", tampered("text", (path) => writeFileSync(path, "words ".repeat(999))), /is no backup/],
    ["newer", tampered("newer", sql("pragma user_version = 99")), /newer version/],
  ] as const;
  for (const [what, path, words] of unreadable) {
    // Refused before any keychain is asked, so this needs none.
    const answer = spawnSync(process.execPath, [commandLine, "restore", path], {
      env: { KIOSK_DATA_DIR: data },
      encoding: "utf8",
    });
    expect(answer, what).toMatchObject({ status: 1, stdout: "" });
    expect(answer.stderr, what).toMatch(words);
  }
  const unproven = [
    [
      "of another key",
      tampered(
        "other",
        sql(`update kiosk set value = '${"ab".repeat(32)}' where key = 'master-key-fingerprint'`),
      ),
      /keychain's key isn't/,
    ],
    [
      "of another limit",
      tampered("rich", sql("update customers set transfer_limit_yen = 999999999")),
      /The backup was tampered with/,
    ],
    [
      "without a row of the journal",
      tampered("bad", unsealed(sql("delete from journal where number = 3"))),
      /tampered with: row 3 is missing/,
    ],
  ] as const;
  for (const [what, path, words] of unproven) {
    const answer = await kiosk(data, "restore", path, "--unsealed");
    expect(answer, what).toMatchObject({ code: 1 });
    expect(answer.said, what).toMatch(words);
  }
  expect(counts(registry)).toEqual(before);
  expect(readdirSync(data).sort()).toEqual(["logs", "mail", "registry.sqlite", "session"]);

  // Another kiosk's keychain doesn't open it.
  const foreign = await kiosk(dataFolder(), "restore", file);
  expect(foreign).toMatchObject({ code: 1 });
  expect(foreign.said).toContain("no key of this kiosk");

  sql("update journal set outcome = 'done' where number = 5")(registry);
  sql("update journal set at = at + 1 where number = 4")(registry);
  const verdict = await kiosk(data, "journal", "verify");
  expect(verdict).toMatchObject({ code: 1 });
  expect(verdict.said).toContain("tampered with: row 4 ");
});

test("what is no command is answered with those that are", () => {
  for (const words of [["journal"], ["backup", "a", "b"], ["erase", "all"]]) {
    const answer = spawnSync(process.execPath, [commandLine, ...words], { encoding: "utf8" });
    expect(answer).toMatchObject({ status: 64, stdout: "" });
    expect(answer.stderr).toContain("journal verify");
  }
});
