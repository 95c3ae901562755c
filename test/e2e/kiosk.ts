import { _electron } from "@playwright/test";
import type { ElectronApplication, Page } from "@playwright/test";
import path from "node:path";
import type { Profile } from "./profile.ts";
import { runtimeCommand } from "./runtime-command.ts";

export const projectRoot = path.resolve(import.meta.dirname, "../..");

/** A running kiosk: its one window and its clock. */
export interface Kiosk {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** The kiosk's time, epoch seconds. */
  now(): number;
}

const secondsPerStep = 60;
const secondsPerDay = 86_400;

/**
 * Seconds by which a kiosk's clock is shifted so that it starts at the beginning of a time step: a
 * whole journey then lies in one step, and no code turns old between the phone and the screen.
 */
function offsetToStepStart(nowSeconds: number): number {
  return secondsPerStep - (Math.floor(nowSeconds) % secondsPerStep);
}

/**
 * Starts the built kiosk on this machine's runtime in `profile` and waits for its window.
 * `days`: whole days by which its clock runs ahead; `env`: variables over the profile's own; `flags`: of
 * Chromium's.
 */
export async function launchKiosk(
  profile: Profile,
  {
    days = 0,
    env = {},
    flags = [],
  }: { days?: number; env?: Record<string, string>; flags?: readonly string[] } = {},
): Promise<Kiosk> {
  const offset = offsetToStepStart(Date.now() / 1000) + days * secondsPerDay;
  await profile.bank?.putAhead(offset);
  const app = await _electron.launch({
    ...(await runtimeCommand(projectRoot, flags)),
    cwd: profile.root,
    env: { ...profile.env, KIOSK_CLOCK_OFFSET_SECONDS: String(offset), ...env },
    // What is recorded of a kiosk that is killed goes with its profile.
    tracesDir: path.join(profile.root, "traces"),
  });
  const page = await app.firstWindow();
  await page.locator("main[data-screen-id]").waitFor();
  // A window manager, or the stand-in's browser, may give the whole screen a moment after the page is there.
  await page.waitForFunction(() => innerHeight === outerHeight);
  return { app, page, now: () => Math.floor(Date.now() / 1000) + offset };
}
