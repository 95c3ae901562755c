import { test as base } from "@playwright/test";
import { hasFailed, leaveLog, leaveScreen, recordSecondTry } from "./evidence.ts";
import { launchKiosk } from "./kiosk.ts";
import type { Kiosk } from "./kiosk.ts";
import { makeProfile, removeProfile } from "./profile.ts";
import type { Profile } from "./profile.ts";

interface Fixtures {
  /** Private folders of this test. */
  profile: Profile;
  /** Starts a kiosk in the profile; the one before is closed first, as only one can hold a data folder. */
  start: (options?: Parameters<typeof launchKiosk>[1]) => Promise<Kiosk>;
  /** A kiosk at 待機 in a fresh profile. */
  kiosk: Kiosk;
}

export const test = base.extend<Fixtures>({
  profile: async ({ browserName: _ }, use, testInfo) => {
    const profile = await makeProfile();
    await use(profile);
    if (hasFailed(testInfo)) await leaveLog(profile, testInfo);
    await removeProfile(profile);
  },
  start: async ({ profile }, use, testInfo) => {
    let running: Kiosk | null = null;
    await use(async (options) => {
      await running?.app.close();
      running = await launchKiosk(profile, options);
      await recordSecondTry(running, testInfo);
      return running;
    });
    const last = running as Kiosk | null;
    if (last !== null && hasFailed(testInfo)) await leaveScreen(last, testInfo);
    await last?.app.close();
  },
  kiosk: async ({ start }, use) => {
    await use(await start());
  },
});

export { expect } from "@playwright/test";
