import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as pause } from "node:timers/promises";
import iconv from "iconv-lite";
import { expect, test, vi } from "vitest";
import { encodedText } from "../../main/adapters/japanese-text.ts";
import { busyKiosk, dataFolder, kiosk, servedOnce, startKiosk } from "./kiosk-session.ts";

// Each command is a session with a keyring of its own, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 300_000 });

const phc = `$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$${"A".repeat(43)}`;
const english = "id,login_id,name,kana,login_password,confirmation_password,transfer_limit_yen\n";
const manyLines = (count: number) =>
  Array.from(
    { length: count },
    (_, at) => `M${String(at)},many${String(at)},会津 花子,アイヅ ハナコ,"${phc}","${phc}",1\n`,
  ).join("");

/** What the registry has of those whose id begins with `start`. */
function customersIn(data: string, start: string) {
  const registry = new DatabaseSync(join(data, "registry.sqlite"), { readOnly: true });
  const found = registry
    .prepare("select * from customers where id like ? order by id")
    .all(`${start}%`);
  registry.close();
  return found;
}

test("customers are imported in each encoding, and all lines that are wrong are told", async () => {
  const data = dataFolder();
  const at = (name: string) => join(data, "..", name);
  const busy = await busyKiosk(data);
  writeFileSync(at("one.csv"), `${english}W1,w1,福島 太郎,,secret1,"${phc}",1\n`);
  expect(await kiosk(data, "customers", "import", "one.csv")).toEqual({
    code: 1,
    said: "The kiosk is running, or another process holds its registry.\n",
  });
  await busy.stop();

  const japanese =
    "顧客番号,ログインID,氏名,カナ,ログインパスワード,確認用パスワード,振込・振替限度額\r\n" +
    `W1,w1,髙橋 一郎,ﾀｶﾊｼ ｲﾁﾛｳ,secret1,"${phc}",1000000\r\n`;
  const files = [
    ["windows.csv", encodedText(japanese, "cp932"), "1 added, 0 changed; 1 passwords hashed."],
    [
      "bom.csv",
      encodedText(`\ufeff${japanese}`, "utf8"),
      "0 added, 1 changed; 1 passwords hashed.",
    ],
  ] as const;
  for (const [name, bytes, said] of files) {
    writeFileSync(at(name), bytes ?? "");
    const answer = await kiosk(data, "customers", "import", name);
    expect(answer).toEqual({ code: 0, said: expect.stringContaining(`${said}\n`) as string });
    expect(answer.said).toContain("Reading: 100 %\n");
  }
  expect(customersIn(data, "W")).toMatchObject([
    { name: "髙橋 一郎", kana: "タカハシ イチロウ", confirmation_password_hash: phc },
  ]);
  expect(customersIn(data, "W")[0]?.["login_password_hash"]).toMatch(/^\$argon2id\$v=19\$m=19456/);

  const bad = [
    "X1,x1,福島 太郎,,topsecret1,topsecret2,1",
    "X2,x1,福島 太郎,,topsecret1,topsecret2,1",
    '"X3,x3,福島 太郎,,topsecret1,topsecret2,1',
    "X4,taro0001,福島 太郎,,topsecret1,topsecret2,1",
    "X5,x5,=1+1,,topsecret1,topsecret2,1",
    "X6,x6,福島 太郎,,$2b$12$topsecret1,topsecret2,1",
    "X7,9.998E+11,福島 太郎,,topsecret1,topsecret2,1",
    ",,,,,,",
  ];
  writeFileSync(at("bad.csv"), english + bad.join("\n"));
  const refusal = await kiosk(data, "customers", "import", "bad.csv");
  expect(refusal.code).toBe(1);
  expect(refusal.said).toMatch(
    /line 3: ログインID: another .*\nline 4: its quotes .*\nline 5: ログインID: another .*\nline 6: 氏名: begins .*\nline 7: ログインパスワード: is a hash of another system \(bcrypt\).*\$argon2id\$.*\nline 8: ログインID: is a number that a spreadsheet .*\nNothing was imported: 6 bad line/,
  );
  expect(refusal.said).not.toContain("topsecret");
  expect(customersIn(data, "X")).toEqual([]);

  writeFileSync(at("headless.csv"), bad.join("\n"));
  const headless = await kiosk(data, "customers", "import", "headless.csv");
  expect(headless).toMatchObject({
    code: 1,
    said: expect.stringContaining("Column 1 of the header") as string,
  });
  writeFileSync(at("old.csv"), Buffer.from([0x1b, 0x24, 0x42, 0x3b, 0x61, 0x1b, 0x28, 0x42]));
  expect(await kiosk(data, "customers", "import", "old.csv")).toMatchObject({
    code: 1,
    said: expect.stringContaining("is in ISO-2022-JP (JIS): save it as CSV in UTF-8") as string,
  });
  const none = await kiosk(data, "customers", "import", "nowhere.csv");
  expect(none).toEqual({ code: 1, said: "There is no such file, or it can't be read.\n" });
  expect(await kiosk(data, "journal", "verify")).toMatchObject({ code: 0 });
});

test("customers are exported, beside the kiosk, without a secret or a mail address", async () => {
  const data = dataFolder();
  const busy = await busyKiosk(data);
  const utf8 = join(data, "../all.csv");
  expect(await kiosk(data, "customers", "export", "all.csv")).toEqual({
    code: 0,
    said: `Written: ${utf8}, 3 customers\n`,
  });
  expect(statSync(utf8).mode & 0o777).toBe(0o600);
  const text = readFileSync(utf8, "utf8");
  const [header, hanako, , taro, ...rest] = text.split("\r\n");
  expect(header).toBe(
    "\ufeff顧客番号,ログインID,氏名,カナ,振込・振替限度額,状態,登録状況,ユーザID,発行日時,利用開始日時,利用解除日時",
  );
  const time = String.raw`\d{4}-\d\d-\d\d \d\d:\d\d:\d\d`;
  expect(hanako).toMatch(
    new RegExp(
      `^demo-hanako,hanako01,会津 花子,アイヅ ハナコ,100000,利用可,利用解除済,9998\\d{8},${time},${time},${time}$`,
    ),
  );
  expect(taro).toBe("demo-taro,taro0001,福島 太郎,フクシマ タロウ,1000000,利用可,未発行,,,,");
  expect(rest).toEqual([""]);
  expect(text).not.toContain("@");
  expect(text).not.toContain("$");

  const again = await kiosk(data, "customers", "export", "all.csv");
  expect(again).toMatchObject({
    code: 1,
    said: expect.stringContaining("never replaces") as string,
  });
  const windows = ["--encoding", "cp932"];
  const other = await kiosk(data, "customers", "export", "windows.csv", ...windows);
  expect(other.code).toBe(0);
  const decoded = iconv.decode(readFileSync(join(data, "../windows.csv")), "cp932");
  expect(decoded.split("\r\n")[3]).toBe(taro);
  await busy.stop();

  // Taken back, an export changes nothing.
  for (const file of ["all.csv", "windows.csv"]) {
    expect(await kiosk(data, "customers", "import", file)).toMatchObject({
      code: 0,
      said: expect.stringContaining("0 added, 3 changed; 0 passwords hashed.\n") as string,
    });
  }
  await kiosk(data, "customers", "export", "again.csv");
  // The kiosk went on after the first export: only tokens may differ.
  const customersOf = (csv: string) =>
    csv.split("\r\n").map((line) => line.split(",").slice(0, 6).join(","));
  expect(customersOf(readFileSync(join(data, "../again.csv"), "utf8"))).toEqual(customersOf(text));

  const rare = new DatabaseSync(join(data, "registry.sqlite"));
  rare.exec("update customers set name = '𠮷田 太郎' where id = 'demo-taro'");
  rare.close();
  expect(await kiosk(data, "customers", "export", "rare.csv", ...windows)).toEqual({
    code: 1,
    said: "Shift_JIS lacks a character of customer demo-taro: export in UTF-8.\n",
  });
  expect(existsSync(join(data, "../rare.csv"))).toBe(false);
  const odd = await kiosk(data, "customers", "export", "odd.csv", "--encoding", "latin1");
  expect(odd).toEqual({ code: 1, said: "The encoding is utf8 or cp932.\n" });
  expect(await kiosk(data, "journal", "verify")).toMatchObject({ code: 0 });
});

test("an import that is killed, or finds the disk full, leaves nothing", async () => {
  const data = dataFolder();
  await servedOnce(data);
  const file = join(data, "../many.csv");
  const log = join(data, "registry.sqlite-wal");

  // So many that it is in the midst of its transaction for seconds after the first of them are in the log.
  writeFileSync(file, english + manyLines(100_000));
  const killed = startKiosk(data, ["customers", "import", file]);
  const logged = () => statSync(log, { throwIfNoEntry: false })?.size ?? 0;
  while (logged() < 1_000_000) await pause(20);
  await killed.kill();
  expect(customersIn(data, "M")).toEqual([]);

  const whole = join(data, "../whole.csv");
  writeFileSync(whole, english + manyLines(20_000));
  const full = await startKiosk(data, ["customers", "import", whole], 3_000).ending;
  expect(full).toMatchObject({ code: 1 });
  expect(full.said).toContain("can't be written");
  expect(customersIn(data, "M")).toEqual([]);

  expect(await kiosk(data, "customers", "import", whole)).toMatchObject({ code: 0 });
  expect(customersIn(data, "M")).toHaveLength(20_000);
  expect(await kiosk(data, "journal", "verify")).toMatchObject({ code: 0 });
});
