import {
  existsSync,
  mkdirSync,
  readFileSync,
  rmdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { canWriteInto } from "../../main/adapters/disk.ts";
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
  writeFileSync(
    join(folder, "faults.txt"),
    "1775005230000 a-b\nx y\n1775005231000 taro@docomo.ne.jp\n1775005232000 c\n",
  );
  expect(faultNotes(folder).load()).toEqual([
    { at: 1_775_005_230_000, outcome: "a-b" },
    { at: 1_775_005_232_000, outcome: "c" },
  ]);
});

test("a line of a time that no kiosk's is, is passed over", () => {
  const folder = temporaryFolder();
  const [first] = faults;
  const lines = [0, 1_577_836_799_999, first?.at, 4_102_444_800_000, 999_999_999_999_999];
  writeFileSync(join(folder, "faults.txt"), lines.map((at) => `${String(at)} a\n`).join(""));
  expect(faultNotes(folder).load()).toEqual([{ at: first?.at, outcome: "a" }]);
});

test("what is kept takes the former's place whole: where it can't be written, the former stays", () => {
  const folder = temporaryFolder();
  const path = join(folder, "faults.txt");
  faultNotes(folder).keep(faults.slice(0, 1));
  const former = statSync(path).ino;
  mkdirSync(join(folder, "faults.txt.new"));
  faultNotes(folder).keep(faults);
  expect(faultNotes(folder).load()).toEqual(faults.slice(0, 1));
  rmdirSync(join(folder, "faults.txt.new"));
  // What a process that was killed has left.
  writeFileSync(join(folder, "faults.txt.new"), "17750052");
  faultNotes(folder).keep(faults);
  expect(faultNotes(folder).load()).toEqual(faults);
  expect(statSync(path).ino).not.toBe(former);
  expect(existsSync(join(folder, "faults.txt.new"))).toBe(false);
});

test("a disk that takes nothing stops nobody, and a trial write tells it", async () => {
  const folder = temporaryFolder();
  expect(await canWriteInto(folder)).toBe(true);
  expect(existsSync(join(folder, ".trial"))).toBe(false);
  symlinkSync("/dev/full", join(folder, ".trial"));
  mkdirSync(join(folder, "faults.txt.new"));
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
