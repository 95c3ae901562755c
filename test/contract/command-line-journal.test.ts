import { spawnSync } from "node:child_process";
import { appendFileSync, copyFileSync, readFileSync, readdirSync, statSync } from "node:fs";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test, vi } from "vitest";
import { commandLine, dataFolder, kiosk, servedOnce } from "./kiosk-session.ts";
import { temporaryFolder } from "./temporary-folder.ts";

// Each command is a session with a keyring of its own, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 300_000 });

/** A machine that has never seen the kiosk: an empty home, no session bus, no keyring, no configuration. */
function elsewhere(...words: readonly string[]) {
  const home = temporaryFolder();
  const { status, stdout, stderr } = spawnSync(process.execPath, [commandLine, ...words], {
    env: { HOME: home, INIT_CWD: home },
    encoding: "utf8",
  });
  expect(readdirSync(home)).toEqual([]);
  return { code: status, said: stdout + stderr };
}

test("the journal leaves as CSV and as a bundle that another machine checks", async () => {
  const data = dataFolder();
  await servedOnce(data);
  const file = (name: string) => join(data, "..", name);

  const exported = await kiosk(data, "journal", "export", "rows.csv");
  const rows = Number(/, (\d+) rows\n$/.exec(exported.said)?.[1]);
  expect(exported).toEqual({
    code: 0,
    said: `Written: ${file("rows.csv")}, ${String(rows)} rows\n`,
  });
  expect(statSync(file("rows.csv")).mode & 0o777).toBe(0o600);
  const csv = readFileSync(file("rows.csv"), "utf8").split("\r\n");
  expect(csv[0]).toMatch(/^\ufeff番号,/);
  expect(csv[1]).toMatch(/^\d+,\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,kiosk,,,,export-journal,begun,by=/);
  expect(csv[rows]).toMatch(/^1,.*,start-up,done,$/);
  expect(csv).toHaveLength(rows + 2);
  const again = await kiosk(data, "journal", "export", "rows.csv");
  expect(again).toMatchObject({
    code: 1,
    said: expect.stringContaining("never replaces") as string,
  });

  const bundle = file("rows.jsonl");
  const bundled = await kiosk(data, "journal", "bundle", "rows.jsonl", "--from", "2026-01-01");
  expect(bundled).toMatchObject({ code: 0 });
  expect(statSync(bundle).mode & 0o777).toBe(0o600);
  const none = await kiosk(data, "journal", "bundle", "none.jsonl", "--to", "2001-01-01");
  expect(none.said).toContain(", 0 rows");
  const key = (await kiosk(data, "journal", "key")).said.trim();
  expect(key).toMatch(/^(?:[0-9a-f]{4} ){15}[0-9a-f]{4}$/);
  expect(await kiosk(data, "journal", "verify")).toMatchObject({ code: 0 });

  const alone = elsewhere("journal", "verify", bundle);
  expect(alone.code).toBe(0);
  expect(alone.said).toMatch(
    /^Whole: rows 1 to \d+ of \d+, from 2026-01-01 to the last; kiosk kiosk/,
  );
  expect(alone.said).toContain(`Signed by the key ${key}\n`);
  expect(alone.said).toContain("not who signed it");
  const known = elsewhere("journal", "verify", bundle, "--key", key.toUpperCase());
  expect(known).toMatchObject({ code: 0 });
  expect(known.said).toContain("Signed by the key that was given.");
  expect(elsewhere("journal", "verify", file("none.jsonl")).said).toMatch(/^Whole: no row of/);

  const other = elsewhere("journal", "verify", bundle, "--key", "ab".repeat(32));
  expect(other).toEqual({
    code: 1,
    said: `The bundle is whole, but another key has signed it: ${key}\n`,
  });
  expect(elsewhere("journal", "verify", bundle, "--key", "ab")).toMatchObject({ code: 1 });

  const tampered = file("tampered.jsonl");
  const verdict = () => elsewhere("journal", "verify", tampered, "--key", key);
  writeFileSync(tampered, readFileSync(bundle, "utf8").replace("start-up", "sign-out"));
  const row = "The bundle was tampered with: row 1 was changed.\n";
  expect(verdict()).toEqual({ code: 1, said: row });
  writeFileSync(tampered, readFileSync(bundle).subarray(0, -20));
  expect(verdict()).toMatchObject({ code: 1, said: expect.stringContaining("cut off") as string });
  copyFileSync(bundle, tampered);
  appendFileSync(tampered, "\n");
  expect(verdict().said).toContain("something stands behind");
  // A byte that is no UTF-8 must not pass for the letter that stands for such bytes.
  const bytes = readFileSync(bundle);
  bytes[bytes.indexOf("start-up")] = 0xff;
  writeFileSync(tampered, bytes);
  expect(verdict()).toEqual({ code: 1, said: row });
  writeFileSync(tampered, "x".repeat(3_000_000));
  expect(verdict()).toEqual({ code: 1, said: "The file is no journal bundle.\n" });
  expect(elsewhere("journal", "verify", file("nothing"))).toMatchObject({ code: 1 });
});

test("nothing is signed of a journal that was tampered with", async () => {
  const data = dataFolder();
  await servedOnce(data);
  const wrongDay = await kiosk(data, "journal", "bundle", "x.jsonl", "--from", "2026-02-30");
  expect(wrongDay).toEqual({ code: 1, said: "A day is written YYYY-MM-DD.\n" });
  const registry = new DatabaseSync(join(data, "registry.sqlite"));
  registry.exec("update journal set at = at - 1 where number = 1");
  expect(await kiosk(data, "journal", "bundle", "rows.jsonl")).toEqual({
    code: 1,
    said: "The journal was tampered with: row 1 or its place in the chain was changed.\n",
  });
  const outcomes = registry.prepare("select outcome from journal where action = 'bundle-journal'");
  expect(outcomes.all().map(({ outcome }) => outcome)).toEqual(["begun", "journal-broken"]);
  registry.close();
  expect(readdirSync(join(data, ".."))).toEqual(["data"]);
});
