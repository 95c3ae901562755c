import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  changedFiles,
  importable,
  lintable,
  trunkAmong,
  typed,
} from "../../../build/check/changed.ts";

let checkout: string;

function git(...rest: string[]): void {
  const who = ["-c", "user.name=Test", "-c", "user.email=test@example.invalid"];
  execFileSync("git", [...who, "-c", "commit.gpgsign=false", ...rest], {
    cwd: checkout,
    stdio: "ignore",
  });
}

function write(name: string, text = name): void {
  writeFileSync(join(checkout, name), text);
}

beforeEach(() => {
  checkout = mkdtempSync(join(tmpdir(), "kiosk-changed-"));
  git("init", "--initial-branch=main");
  write(".gitignore", "ignored.ts\n");
  for (const name of ["same.ts", "gone.ts", "moved.ts", "edited.ts"]) write(name);
  git("add", ".");
  git("commit", "-m", "First");
});

afterEach(() => {
  rmSync(checkout, { recursive: true, force: true });
});

test("on the main branch what isn't committed is changed, new files too, and what is gone isn't", () => {
  expect(changedFiles(checkout).files).toEqual([]);
  write("edited.ts", "otherwise");
  write("untracked.ts");
  write("ignored.ts");
  write("日本.ts");
  write("staged.ts");
  git("add", "staged.ts");
  git("rm", "gone.ts");
  git("mv", "moved.ts", "there.ts");
  expect(changedFiles(checkout).files).toEqual(
    ["edited.ts", "untracked.ts", "日本.ts", "staged.ts", "there.ts"].toSorted(),
  );
});

test("on another branch all is changed since it left the main one, or since the commit that is stated", () => {
  git("checkout", "-b", "work");
  write("first.ts");
  git("add", ".");
  git("commit", "-m", "Work");
  write("second.ts");
  expect(changedFiles(checkout).files).toEqual(["first.ts", "second.ts"]);
  expect(changedFiles(checkout, "HEAD").files).toEqual(["second.ts"]);
  git("branch", "-D", "main");
  expect(changedFiles(checkout).files).toEqual(["second.ts"]);
});

test("what others did on the main branch meanwhile isn't changed here", () => {
  git("checkout", "-b", "work");
  git("checkout", "main");
  write("theirs.ts");
  git("add", ".");
  git("commit", "-m", "Theirs");
  git("checkout", "work");
  expect(changedFiles(checkout).files).toEqual([]);
});

test("a commit that isn't there is refused", () => {
  expect(() => changedFiles(checkout, "nowhere")).toThrow("nowhere");
});

test("the main branch is the local one, else the remote's", () => {
  expect(trunkAmong(["work", "origin/main", "main"])).toBe("main");
  expect(trunkAmong(["work", "origin/main", "origin/master"])).toBe("origin/main");
  expect(trunkAmong(["work", ""])).toBeNull();
});

test.each([
  ["main/index.ts", true, true, true],
  ["renderer/App.vue", true, true, true],
  ["renderer/languages/ja.json", false, true, true],
  ["renderer/styles/main.css", false, false, true],
  ["build/eslint.config.js", true, false, false],
  ["package.json", false, true, false],
  ["package-lock.json", false, true, false],
  ["test/vitest.config.ts", true, true, false],
  ["README.md", false, false, false],
])("%s: linted %s, typed %s, imported %s", (file, ...expected) => {
  expect([lintable(file), typed(file), importable(file)]).toEqual(expected);
});
