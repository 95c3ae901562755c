import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { leftovers } from "../../../build/check/leftovers.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "leftovers-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

test("a process that is left is named and ended", async () => {
  const left = spawn("sleep", ["600"], { env: { ...process.env, OURS: join(folder, "data") } });
  const ended = once(left, "exit");
  expect(await leftovers(folder, 100)).toEqual([`process ${left.pid} (sleep)`]);
  expect(await ended).toEqual([null, "SIGKILL"]);
});

test("a process that ends by itself in time is nobody's fault", async () => {
  spawn("sleep", ["0.2"], { env: { ...process.env, OURS: folder } });
  expect(await leftovers(folder)).toEqual([]);
});

test("a file that is left is named, a tool's cache is not", async () => {
  writeFileSync(join(folder, "registry.sqlite"), "");
  mkdirSync(join(folder, "playwright-transform-cache-0"));
  expect(await leftovers(folder)).toEqual(["in the temporary folder: registry.sqlite"]);
});
