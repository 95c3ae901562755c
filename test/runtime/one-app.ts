import { _electron, type ElectronApplication } from "@playwright/test";
import { mkdtemp, rm } from "node:fs/promises";
import { commandFor, expect, test as base, untilLoaded } from "./launch.ts";

/**
 * For tests that only need a page and what its session allows: one running app serves all of a worker's, and each gets
 * a window of its own and a session without handlers. What concerns the app itself, its start or its end,
 * takes `test` of launch.ts, which starts an app for each.
 */
export const test = base.extend<object, { readonly running: ElectronApplication }>({
  running: [
    async ({ browserName: _ }, use) => {
      const userData = await mkdtemp("/tmp/runtime-");
      const app = await _electron.launch(await commandFor(userData));
      await untilLoaded(app, await app.firstWindow());
      await use(app);
      await app.close().catch(() => undefined);
      await rm(userData, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
    { scope: "worker" },
  ],
  app: async ({ running }, use) => {
    const former = running.windows();
    await running.evaluate(() =>
      (globalThis as unknown as { beginAnew(): Promise<void> }).beginAnew(),
    );
    // Playwright hears late of what is gone, also of a window that the test before has had refused.
    await expect
      .poll(() => running.windows().map((page) => !former.includes(page) && page.url()))
      .toEqual([expect.stringMatching(/\/index\.html$/)]);
    await use(running);
  },
});

export { expect, seen } from "./launch.ts";
