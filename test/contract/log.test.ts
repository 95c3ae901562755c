import { mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
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
  const text = readFileSync(path, "utf8");
  expect(text.match(/\[mail address\]/g)?.length).toBeGreaterThanOrEqual(4);
  for (const secret of ["taro", "hanako", "docomo", "data-bank", "tarologin1"]) {
    expect(text).not.toContain(secret);
  }
  expect(linesOf(path)).toHaveLength(3);
});

test("entries are added to the file of the last run, until it is too long", () => {
  const path = logPath();
  pinoLog(path).info("first");
  pinoLog(path).info("second");
  expect(linesOf(path)).toHaveLength(2);
  writeFileSync(path, "x".repeat(10_000_001));
  pinoLog(path).info("third");
  expect(linesOf(path)).toHaveLength(1);
  expect(statSync(`${path}.1`).size).toBe(10_000_001);
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
