import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { isSynchronised } from "../../main/adapters/time/time-service.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const path = process.env["PATH"];
afterEach(() => {
  process.env["PATH"] = path;
});

/** A timedatectl that does `script`, the first on the path. */
function timedatectl(script: string): void {
  const folder = temporaryFolder();
  const file = join(folder, "timedatectl");
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  process.env["PATH"] = `${folder}:${path ?? ""}`;
}

test.each([
  ["echo NTPSynchronized=yes", true],
  ["echo NTPSynchronized=no", false],
  ['test "$1 $2" = "show --property=NTPSynchronized" && echo NTPSynchronized=yes', true],
  ["echo NTPSynchronized=maybe", null],
  ["echo", null],
  ["echo NTPSynchronized=yes; exit 1", null],
  ["echo System has not been booted with systemd >&2; exit 1", null],
  ["kill -9 $$", null],
])("a timedatectl that does %j: synchronised %s", async (script, expected) => {
  timedatectl(script);
  expect(await isSynchronised()).toBe(expected);
});

test("one that never ends is left after 2 s, and none at all tells nothing", async () => {
  timedatectl("exec sleep 60");
  expect(await isSynchronised()).toBeNull();
  process.env["PATH"] = temporaryFolder();
  expect(await isSynchronised()).toBeNull();
});
