import { mkdirSync, readFileSync, readdirSync, rmdirSync, rmSync } from "node:fs";
import { statSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { pinoLog } from "../../main/adapters/pino-log.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const logPath = () => join(temporaryFolder(), "logs", "kiosk.log");

const linesOf = (path: string): unknown[] =>
  readFileSync(path, "utf8")
    .trimEnd()
    .split("\n")
    .map((line): unknown => JSON.parse(line));

test("an entry is a JSON line, there as soon as it was given, for its owner alone", () => {
  const path = logPath();
  const log = pinoLog(path);
  log.info("in-service", { demo: true, milliseconds: 12, mode: "spool" });
  expect(linesOf(path)).toEqual([
    {
      level: "info",
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string,
      msg: "in-service",
      demo: true,
      milliseconds: 12,
      mode: "spool",
    },
  ]);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(statSync(dirname(path)).mode & 0o777).toBe(0o700);
});

test("an error comes with its stack and the customer's reference", () => {
  const path = logPath();
  pinoLog(path).error("operation-failed", new Error("broken part"), "K3F7");
  expect(linesOf(path)).toEqual([
    expect.objectContaining({
      level: "error",
      msg: "operation-failed",
      reference: "K3F7",
      error: expect.stringMatching(/^Error: broken part\n +at .*log\.test\.ts/) as string,
    }),
  ]);
});

test("nothing that may carry a secret gets in: mail addresses, objects, what hangs on an error", () => {
  const path = logPath();
  const log = pinoLog(path);
  const mail = "550 <taro..d.@docomo.ne.jp> unknown, nor hanako+1@data-bank.co.jp";
  const request = { password: "tarologin1" };
  log.error("mail-failed", Object.assign(new Error(mail), { request }));
  log.error("thrown", request);
  log.info("mail", { answer: mail, ...({ request } as object) });
  // The stack names this file, which may lie below a home of anybody's name.
  const text = readFileSync(path, "utf8").replaceAll(join(import.meta.dirname, "../.."), "");
  expect(text.match(/\[mail address\]/g)?.length).toBeGreaterThanOrEqual(4);
  for (const secret of ["taro", "hanako", "docomo", "data-bank", "tarologin1"]) {
    expect(text).not.toContain(secret);
  }
  expect(linesOf(path)).toHaveLength(3);
});

test.each([
  ["550 <%> unknown", "550 <[mail address]> unknown"],
  ["550 %: no such user", "550 [mail address]: no such user"],
  ["to '%', not sent", "to [mail address], not sent"],
  ['{"to":"%"}', '{"to":"[mail address]"}'],
])("%s: an address is hidden whole, however a server writes it", (sentence, hidden) => {
  const locals = ["taro..d.", "o'x", "a/b", "x!#$%&*+=?^_`{|}~-y", '"taro..d."', '"a b"'];
  const path = logPath();
  for (const local of locals) {
    pinoLog(path).info("told", { answer: sentence.replace("%", () => `${local}@docomo.ne.jp`) });
  }
  // An apostrophe before an address may be a part of it.
  const told = (linesOf(path) as { answer: string }[]).map(({ answer }) =>
    answer.replaceAll("'", ""),
  );
  expect(told).toEqual(locals.map(() => hidden));
});

test("entries are added to the file of the last run", () => {
  const path = logPath();
  pinoLog(path).info("first");
  pinoLog(path).info("second");
  expect(linesOf(path)).toHaveLength(2);
});

test("the files stay bounded while it runs, and no line is lost or cut", () => {
  const path = logPath();
  const folder = dirname(path);
  const bounds = { bytes: 2_000, setAside: 3 };
  const written = 200;
  let log = pinoLog(path, bounds);
  for (let number = 0; number < written; number += 1) {
    // A run now and then ends, and the next one goes on.
    if (number % 7 === 0) log = pinoLog(path, bounds);
    log.info("entry", { number, name: "福".repeat(number % 40) });
    const newest = linesOf(path).at(-1);
    expect(newest).toMatchObject({ number });
  }
  const names = ["kiosk.3.log", "kiosk.2.log", "kiosk.1.log", "kiosk.log"];
  expect(readdirSync(folder).sort()).toEqual([...names].sort());
  const kept = names.flatMap((name) => linesOf(join(folder, name)) as { number: number }[]);
  expect(kept.length).toBeGreaterThan(20);
  // All the newest ones without a gap, in order.
  expect(kept.map(({ number }) => number)).toEqual(kept.map((_, at) => written - kept.length + at));
  for (const name of names) {
    expect(statSync(join(folder, name)).size).toBeLessThanOrEqual(bounds.bytes);
    expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
  }
});

test("a file that was too long at start is set aside whole, for its owner alone", () => {
  const path = logPath();
  mkdirSync(dirname(path));
  const former = `${"x".repeat(5_000_000)}\n`;
  writeFileSync(path, former, { mode: 0o644 });
  const log = pinoLog(path);
  log.info("first");
  log.info("second");
  expect(linesOf(path)).toHaveLength(2);
  const aside = join(dirname(path), "kiosk.1.log");
  expect(readFileSync(aside, "utf8")).toBe(former);
  expect(statSync(aside).mode & 0o777).toBe(0o600);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test("a file that can't be set aside is written on", () => {
  const path = logPath();
  const log = pinoLog(path, { bytes: 100, setAside: 1 });
  log.info("first");
  const inTheWay = join(dirname(path), "kiosk.1.log");
  mkdirSync(inTheWay);
  log.info("second");
  expect(linesOf(path)).toHaveLength(2);
  rmdirSync(inTheWay);
  log.info("third");
  expect(linesOf(path)).toHaveLength(1);
  expect(linesOf(inTheWay)).toHaveLength(2);
});

test("a log that can't be written disturbs nobody", () => {
  const path = logPath();
  const log = pinoLog(path);
  mkdirSync(dirname(path));
  symlinkSync("/dev/full", path);
  log.info("lost");
  log.error("lost too", new Error("no"));
  rmSync(dirname(path), { recursive: true });
  log.info("kept");
  expect(linesOf(path)).toHaveLength(1);

  writeFileSync(join(dirname(path), "file"), "");
  pinoLog(join(dirname(path), "file", "logs", "kiosk.log")).info("lost");
});
