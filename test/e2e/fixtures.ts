import { test as base } from "@playwright/test";
import { hasFailed, leaveLog, leaveScreen, recordSecondTry, stopRecording } from "./evidence.ts";
import { makeHome } from "./home.ts";
import type { Home } from "./home.ts";
import { launchKiosk } from "./kiosk.ts";
import type { Kiosk } from "./kiosk.ts";
import { removeProfile } from "./profile.ts";
import type { Profile } from "./profile.ts";
import { shareKiosk } from "./shared-kiosk.ts";
import type { SharedKiosk, Sharing } from "./shared-kiosk.ts";

interface Fixtures {
  /**
   * For journeys that need a kiosk's screens and customers, and nothing of its own: one running kiosk serves all of a
   * worker's, as to start one takes more processor time than most journeys. Each gets a page that was just loaded and
   * customers nobody else has, so none sees what another has done, in whatever order they come. What ends, restarts or
   * configures the kiosk, leaves it changed, or looks at the whole of its data folder, log or journal takes one of its
   * own. After a failure Playwright begins a new worker, and so a new kiosk.
   */
  shared: SharedKiosk;
  /** Private folders of this test. */
  profile: Profile;
  /** Starts a kiosk in the profile; the one before is closed first, as only one can hold a data folder. */
  start: (options?: Parameters<typeof launchKiosk>[1]) => Promise<Kiosk>;
  /** A kiosk at 待機 in a fresh profile. */
  kiosk: Kiosk;
}

interface WorkerFixtures {
  /** Where the journeys' kiosks have their registry. */
  home: Home;
  sharing: Sharing;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  home: ["own", { scope: "worker", option: true }],
  sharing: [
    async ({ home }, use) => {
      const sharing = await shareKiosk(home);
      await use(sharing);
      await sharing.close();
    },
    { scope: "worker" },
  ],
  shared: async ({ sharing }, use, testInfo) => {
    const shared = await sharing.handOut();
    await recordSecondTry(shared, testInfo);
    await use(shared);
    if (hasFailed(testInfo)) {
      await leaveScreen(shared, testInfo);
      await leaveLog(shared.profile, testInfo);
    } else {
      await stopRecording(shared, testInfo);
    }
  },
  profile: async ({ home }, use, testInfo) => {
    const profile = await makeHome(home);
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
