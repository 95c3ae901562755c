import { readFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { kioskPower } from "../../../main/kiosk/power.ts";

/** What was done, in order. */
let deeds: string[];
let folder: string;
beforeEach(() => {
  deeds = [];
  folder = mkdtempSync(path.join(tmpdir(), "kiosk-power-"));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const app = {
  relaunch: () => {
    deeds.push("relaunch");
  },
  exit: (code?: number) => {
    deeds.push(`exit ${String(code)}`);
  },
};

function powerWith(options: { supervised?: boolean; powerOff?: boolean; close?: () => void }) {
  const { supervised = false, powerOff = false, close = () => undefined } = options;
  return kioskPower(app, {
    close: async () => {
      close();
      deeds.push("close");
    },
    ...{ supervised, powerOff },
    onBug: () => {
      deeds.push("bug");
    },
  });
}

/** Puts a systemctl on the path that writes down what it was told, and ends with `code`. */
function fakeSystemctl(code: number): () => string {
  const told = path.join(folder, "told");
  const script = `#!/bin/sh\necho "$@" >>"${told}"\nexit ${String(code)}\n`;
  writeFileSync(path.join(folder, "systemctl"), script, { mode: 0o755 });
  vi.stubEnv("PATH", `${folder}:/usr/bin:/bin`);
  return () => readFileSync(told, "utf8");
}

const ended = () => vi.waitFor(() => expect(deeds.at(-1)).toMatch(/^(?:exit|bug)/));

test("a restart closes, starts anew and ends with 0", async () => {
  powerWith({}).restart();
  await ended();
  expect(deeds).toEqual(["close", "relaunch", "exit 0"]);
});

test("under systemd it leaves the start to systemd", async () => {
  powerWith({ supervised: true }).restart();
  await ended();
  expect(deeds).toEqual(["close", "exit 0"]);
});

test("a shut-down ends with 79, and a second press does nothing more", async () => {
  const power = powerWith({ supervised: true });
  power.shutDown();
  power.shutDown();
  power.restart();
  await ended();
  expect(deeds).toEqual(["close", "exit 79"]);
});

test.each([0, 1])("the machine goes off with it where told so, if it can (%d)", async (code) => {
  const told = fakeSystemctl(code);
  powerWith({ powerOff: true }).shutDown();
  await ended();
  expect(told()).toBe("poweroff\n");
  expect(deeds).toEqual(["close", "exit 79"]);
});

test("what can't be closed is a bug, and ends as one", async () => {
  powerWith({
    close: () => {
      throw new Error("closing failed");
    },
  }).shutDown();
  await ended();
  expect(deeds).toEqual(["bug"]);
});
