import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { writeNewFiles } from "../../main/adapters/write-new-file.ts";
import { ok, refused } from "../../preload/contract/result.ts";
import { temporaryFolder } from "./temporary-folder.ts";

let folder: string;
let namedEarly: boolean;
let names: readonly [string, string];
beforeEach(() => {
  namedEarly = false;
  folder = temporaryFolder();
  names = [join(folder, "one"), join(folder, "two")];
});

const writeBoth = () =>
  writeNewFiles(names, async ([one, two]) => {
    await one?.("first");
    await two?.("second");
    namedEarly ||= names.some((name) => existsSync(name));
    return ok(null);
  });

test("several files get their names together, for their owner alone", async () => {
  expect(await writeBoth()).toEqual(ok(null));
  expect(namedEarly).toBe(false);
  expect(names.map((name) => readFileSync(name, "utf8"))).toEqual(["first", "second"]);
  expect(names.map((name) => statSync(name).mode & 0o777)).toEqual([0o600, 0o600]);
});

test.each([0, 1])("where file %i is there already, neither is written", async (at) => {
  const there = names[at] ?? "";
  writeFileSync(there, "kept");
  expect(await writeBoth()).toEqual(refused("file-exists"));
  expect(readdirSync(folder).map((name) => join(folder, name))).toEqual([there]);
  expect(readFileSync(there, "utf8")).toBe("kept");
});

test("a refusal or a fault while they are written leaves nothing", async () => {
  const refusing = writeNewFiles(names, async ([one]) => {
    await one?.("x".repeat(100_000));
    return refused("no");
  });
  expect(await refusing).toEqual(refused("no"));
  const throwing = writeNewFiles(names, async () => {
    throw new Error("bug");
  });
  await expect(throwing).rejects.toThrow("bug");
  expect(readdirSync(folder)).toEqual([]);
});

test("a folder that isn't there refuses", async () => {
  const nowhere = [join(folder, "none", "one")];
  expect(await writeNewFiles(nowhere, async () => ok(null))).toEqual(refused("file-unwritable"));
});
