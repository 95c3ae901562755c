import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { defaults } from "../../../main/config/defaults.ts";
import { loadConfig } from "../../../main/config/load-config.ts";

/** The demo profile with one more line. */
function load(line: string) {
  const folder = mkdtempSync(path.join(tmpdir(), "kiosk-config-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = path.join(folder, "config.yaml");
  writeFileSync(file, `demo: true\n${line}\n`);
  return loadConfig({ path: file, packaged: false });
}

test("each kind is kept for days of its own, and for ever where that is stated as null", () => {
  expect(load("retention: { mailAddressDays: null, printDays: 1, spoolDays: 3650 }")).toMatchObject(
    {
      value: {
        retention: { mailAddressDays: null, printDays: 1, exportDays: 30, spoolDays: 3_650 },
      },
    },
  );
});

test("a mail's address is kept at least as long as health tells that the mail was refused", () => {
  expect(load("retention: { mailAddressDays: 30 }")).toMatchObject({ ok: true });
  expect(load("retention: { mailAddressDays: 29 }")).toMatchObject({
    refusal: { path: "retention.mailAddressDays", problem: "must be from 30 to 3650" },
  });
});

test.each([
  ["retention.printDays", "retention: { printDays: 0 }"],
  ["retention.printDays", "retention: { printDays: -1 }"],
  ["retention.exportDays", "retention: { exportDays: 3651 }"],
  ["retention.spoolDays", "retention: { spoolDays: '30' }"],
  ["retention.spoolDays", "retention: { spoolDays: 1.5 }"],
  ["retention.days", "retention: { days: 30 }"],
  ["retention", "retention: null"],
  ["print.perVisit", "print: { perVisit: 0 }"],
  ["print.perVisit", "print: { perVisit: 21 }"],
  ["print.perVisit", "print: { perVisit: null }"],
])("%s is refused: %s", (key, line) => {
  expect(load(line)).toMatchObject({ ok: false, refusal: { path: key } });
});

test("a bank that states nothing keeps nothing for ever", () => {
  expect(defaults.retention).toEqual({
    ...{ mailAddressDays: 90, printDays: 7, exportDays: 30, spoolDays: 30 },
  });
});
