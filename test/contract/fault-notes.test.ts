import { existsSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { canWriteInto } from "../../main/adapters/can-write.ts";
import { faultNotes } from "../../main/adapters/fault-notes.ts";
import { noteCrash } from "../../main/compose/note-crash.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const faults = [
  { at: 1_775_005_230_000, outcome: "out-of-service-keychain-locked" },
  { at: 1_775_005_231_000, outcome: "unexpected-000001" },
];

test("what is kept is found by the next process, for its owner alone, and gone when there is none", () => {
  const folder = temporaryFolder();
  expect(faultNotes(folder).load()).toEqual([]);
  faultNotes(folder).keep(faults);
  expect(faultNotes(folder).load()).toEqual(faults);
  expect(statSync(join(folder, "faults.txt")).mode & 0o777).toBe(0o600);
  faultNotes(folder).keep([]);
  expect(existsSync(join(folder, "faults.txt"))).toBe(false);
});

test("a line that isn't one of its own is passed over", () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "faults.txt"), "5 a-b\nx y\n7 taro@docomo.ne.jp\n9 c\n");
  expect(faultNotes(folder).load()).toEqual([
    { at: 5, outcome: "a-b" },
    { at: 9, outcome: "c" },
  ]);
});

test("a disk that takes nothing stops nobody, and a trial write tells it", async () => {
  const folder = temporaryFolder();
  expect(await canWriteInto(folder)).toBe(true);
  expect(existsSync(join(folder, ".trial"))).toBe(false);
  for (const name of ["faults.txt", ".trial"]) symlinkSync("/dev/full", join(folder, name));
  faultNotes(folder).keep(faults);
  expect(await canWriteInto(folder)).toBe(false);
  expect(await canWriteInto(join(folder, "gone"))).toBe(false);
});

test("a crash is noted behind what waits already", () => {
  const folder = temporaryFolder();
  faultNotes(folder).keep(faults);
  noteCrash(folder, 0);
  const lines = readFileSync(join(folder, "faults.txt"), "utf8").trimEnd().split("\n");
  expect(lines).toHaveLength(3);
  expect(lines.at(-1)).toMatch(/^\d{13} crashed$/);
});
