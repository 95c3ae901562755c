import { chromium } from "@playwright/test";
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "../fixtures.ts";
import { projectRoot } from "../kiosk.ts";
import type { Profile } from "../profile.ts";
import { runtimeCommand } from "../runtime-command.ts";
import { readService, supervise } from "../supervisor.ts";
import type { Start, Supervised } from "../supervisor.ts";

const unit = path.join(projectRoot, "build/linux/otp-enrolment-kiosk.service");
/** A third of it lies between two signs. */
const watchdogMs = 6_000;

async function supervised(
  profile: Profile,
  more: Record<string, string> = {},
): Promise<Supervised> {
  const { executablePath, args } = await runtimeCommand(projectRoot, ["--remote-debugging-port=0"]);
  return supervise(readService(unit), [executablePath, ...args], {
    env: { ...profile.env, ...more },
    folder: profile.root,
    watchdogMs,
  });
}

/** Looks at the screen of a start, from outside. */
async function atAttract(start: Start): Promise<void> {
  const browser = await chromium.connectOverCDP(await start.devtools);
  const [context] = browser.contexts();
  if (context === undefined) throw new Error("The kiosk's browser has no context");
  // The window is opened only after its browser can be looked at.
  const page = context.pages()[0] ?? (await context.waitForEvent("page"));
  await page.locator('main[data-screen-id="KWT001"]').waitFor();
  expect(page.url()).toContain("kiosk");
  await browser.close();
}

test("under its unit a kiosk comes back after it was killed and after it stood still, and stops when told", async ({
  profile,
}) => {
  test.skip(!existsSync("/usr/bin/systemd-notify"), "systemd-notify is not installed");
  await using kiosk = await supervised(profile);
  const first = await kiosk.start(1);
  await atAttract(first);
  const limits = await readFile(`/proc/${String(first.pid)}/limits`, "utf8");
  expect(limits).toMatch(/^Max core file size +0 +0 /m);

  process.kill(first.pid, "SIGKILL");
  const second = await kiosk.start(2);
  expect(kiosk.ends).toEqual([{ by: "itself", code: null, signal: "SIGKILL" }]);
  await atAttract(second);

  await second.alive;
  process.kill(second.pid, "SIGSTOP");
  const third = await kiosk.start(3);
  expect(kiosk.ends.slice(1)).toEqual([{ by: "watchdog", code: null, signal: "SIGABRT" }]);
  await atAttract(third);

  await kiosk.stop();
  expect(kiosk.ends.at(-1)).toEqual({ by: "stop", code: 0, signal: null });
});

test("under its unit a kiosk of a wrong configuration isn't started again", async ({ profile }) => {
  const file = path.join(profile.root, "config.yaml");
  await writeFile(file, "demo: true\nsetupCode:\n  showing: 3\n");
  await using kiosk = await supervised(profile, { KIOSK_CONFIG: file });
  await kiosk.over;
  expect(kiosk.ends).toEqual([{ by: "itself", code: 78, signal: null }]);
});
