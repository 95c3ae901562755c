import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

const unit = "build/linux/otp-enrolment-kiosk.service";
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "kiosk-watchdog-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Signs of life that a process gave which lived `milliseconds`; systemd-notify is a program that writes them down. */
async function signsIn(milliseconds: number, env: Record<string, string>): Promise<string[]> {
  const signs = path.join(folder, "signs");
  writeFileSync(signs, "");
  const notify = path.join(folder, "systemd-notify");
  writeFileSync(notify, `#!/bin/sh\necho "$@" >>"${signs}"\n`, { mode: 0o755 });
  const module = path.resolve("main/kiosk/watchdog.ts");
  const program = `
    import { serveWatchdog } from ${JSON.stringify(module)};
    serveWatchdog(process.env);
    setTimeout(() => process.exit(), ${milliseconds});
  `;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", program], {
    env: { PATH: `${folder}:/usr/bin:/bin`, ...env },
    stdio: "ignore",
  });
  await once(child, "exit");
  return readFileSync(signs, "utf8").split("\n").filter(Boolean);
}

test("a kiosk under a watchdog gives its signs of life, three in each wait", async () => {
  const asked = { NOTIFY_SOCKET: path.join(folder, "socket"), WATCHDOG_USEC: "300000" };
  const signs = await signsIn(1_500, asked);
  expect(new Set(signs)).toEqual(new Set(["WATCHDOG=1"]));
  expect(signs.length).toBeGreaterThanOrEqual(5);
});

test("where no systemd asks, none are given", async () => {
  expect(await signsIn(300, {})).toEqual([]);
  expect(await signsIn(300, { NOTIFY_SOCKET: "socket" })).toEqual([]);
  expect(await signsIn(300, { WATCHDOG_USEC: "1000" })).toEqual([]);
});

test("the unit restarts a kiosk that ended or stands still, but not a wrong configuration, nor what staff shut down", () => {
  const text = readFileSync(unit, "utf8");
  for (const line of [
    "Restart=always",
    "RestartPreventExitStatus=78 79",
    "WatchdogSec=30",
    "NotifyAccess=all",
  ]) {
    expect(text.split("\n")).toContain(line);
  }
});

test("systemd takes the unit", (context) => {
  const analyze = "/usr/bin/systemd-analyze";
  try {
    execFileSync(analyze, ["--version"]);
  } catch {
    context.skip("systemd-analyze is not installed");
  }
  const copy = path.join(folder, path.basename(unit));
  // The kiosk itself is not installed on the machine that tests it.
  writeFileSync(copy, readFileSync(unit, "utf8").replace(/^ExecStart=.*$/m, "ExecStart=/bin/true"));
  const env = { PATH: "/usr/bin:/bin", HOME: folder, XDG_RUNTIME_DIR: folder };
  execFileSync(analyze, ["--user", "verify", copy], { env, stdio: "pipe" });
  writeFileSync(copy, readFileSync(unit, "utf8").replace("Restart=always", "Restart=perhaps"));
  expect(() => execFileSync(analyze, ["--user", "verify", copy], { env, stdio: "pipe" })).toThrow();
});
