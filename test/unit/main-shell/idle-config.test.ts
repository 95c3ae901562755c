import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { stringify } from "yaml";
import { loadConfig } from "../../../main/config/load-config.ts";

test.each([
  [{ warningSeconds: 120 }, "idle.staffSeconds"],
  [{ seconds: 871 }, "idle.sessionMinutes"],
  [{ phoneSeconds: 871 }, "idle.sessionMinutes"],
  [{ seconds: 870, staffSeconds: 31 }, null],
])("idle times that contradict each other: %j", (idle, keyPath) => {
  const folder = mkdtempSync(path.join(tmpdir(), "kiosk-config-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = path.join(folder, "config.yaml");
  writeFileSync(file, stringify({ demo: true, idle }));
  expect(loadConfig({ path: file, packaged: false })).toMatchObject(
    keyPath === null ? { ok: true } : { ok: false, refusal: { path: keyPath } },
  );
});
