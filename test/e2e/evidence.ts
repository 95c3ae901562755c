/**
 * What a failed journey leaves in its folder below out/playwright/: a picture of the screen and the kiosk's log, and of a
 * second try a trace of its steps and of what the pages looked like at each, in pages-trace.zip. To record that costs a
 * journey its processor time about once again, which those that pass would pay for nothing; and Playwright's runner,
 * which could record the steps of each try, leaves a folder behind for each kiosk that is killed. A trace holds
 * what was typed, which in a journey is invented.
 */
import type { TestInfo } from "@playwright/test";
import { copyFile, readdir } from "node:fs/promises";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Kiosk } from "./kiosk.ts";
import type { Profile } from "./profile.ts";

/** Milliseconds for what a page that hangs or is gone would never give. */
const patienceMs = 20_000;

/** Whether the test has ended otherwise than it should; only once it has ended. */
export const hasFailed = ({ status, expectedStatus }: TestInfo): boolean =>
  status !== expectedStatus;

/** Begins to record the kiosk's pages where the test failed before. */
export async function recordSecondTry({ app }: Kiosk, { retry }: TestInfo): Promise<void> {
  if (retry > 0) await app.context().tracing.start({ screenshots: true, snapshots: true });
}

/** Ends what `recordSecondTry` began, where nothing is to be left of it and the kiosk goes on. */
export async function stopRecording({ app }: Kiosk, { retry }: TestInfo): Promise<void> {
  if (retry > 0) await app.context().tracing.stop();
}

/** Leaves what the kiosk's screen shows, and of a second try how it came to that. */
export async function leaveScreen({ app, page }: Kiosk, testInfo: TestInfo): Promise<void> {
  const picture = testInfo.outputPath("screen.png");
  if (await inTime(page.screenshot({ path: picture, timeout: patienceMs }))) {
    attach(picture, "image/png", testInfo);
  }
  if (testInfo.retry === 0) return;
  // Not attached: the runner would copy all of it into its own record.
  await inTime(app.context().tracing.stop({ path: testInfo.outputPath("pages-trace.zip") }));
}

/** Leaves what the kiosks of this profile noted. */
export async function leaveLog({ dataDir, bank }: Profile, testInfo: TestInfo): Promise<void> {
  for (const folder of bank === undefined ? [dataDir] : [dataDir, bank.dataDir]) {
    const logs = path.join(folder, "logs");
    for (const name of await readdir(logs).catch(() => [])) {
      const copy = testInfo.outputPath(name);
      if (await inTime(copyFile(path.join(logs, name), copy))) attach(copy, "text/plain", testInfo);
    }
  }
}

/** Whether something was made. That it wasn't is no failure of its own beside the test's. */
async function inTime(made: Promise<unknown>): Promise<boolean> {
  const isMade = made.then(
    () => true,
    () => false,
  );
  return Promise.race([isMade, pause(patienceMs, false, { ref: false })]);
}

/** Has the report name the file. */
function attach(file: string, contentType: string, { attachments }: TestInfo): void {
  attachments.push({ name: path.basename(file), path: file, contentType });
}
