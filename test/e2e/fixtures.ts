import { test as base } from "@playwright/test";
import type { TestInfo } from "@playwright/test";
import { cp } from "node:fs/promises";
import path from "node:path";
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
  profile: async ({ browserName: _ }, use) => {
    const profile = await makeProfile();
    await use(profile);
    await removeProfile(profile);
  },
  start: async ({ profile }, use, testInfo) => {
    let running: Kiosk | null = null;
    await use(async (options) => {
      await running?.app.close();
      running = await launchKiosk(profile, options);
      return running;
    });
    const last = running as Kiosk | null;
    if (testInfo.status !== testInfo.expectedStatus) await keepTraces(last, profile, testInfo);
    await last?.app.close();
  },
  kiosk: async ({ start }, use) => {
    await use(await start());
  },
});

/** Leaves what the screen shows and what the kiosk noted beside the report of a test that failed. */
async function keepTraces(
  kiosk: Kiosk | null,
  { dataDir }: Profile,
  testInfo: TestInfo,
): Promise<void> {
  const screen = testInfo.outputPath("screen.png");
  // A page that is gone can't be drawn any more, and says so late.
  await kiosk?.page.screenshot({ path: screen, timeout: 10_000 }).catch(() => undefined);
  await cp(path.join(dataDir, "logs"), testInfo.outputPath("logs"), { recursive: true }).catch(
    () => undefined,
  );
}

export { expect } from "@playwright/test";
