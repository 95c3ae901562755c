import {
  _electron,
  expect,
  test as base,
  type ElectronApplication,
  type Page,
} from "@playwright/test";
import { mkdtemp, rm } from "node:fs/promises";
import path from "node:path";
import { findRuntime } from "../../build/runtime/find-runtime.ts";
import { openOutside, type Outside } from "./outside.ts";

interface Fixtures {
  /** A profile folder of this test's own. */
  readonly userData: string;
  /** The fixture app, loaded. */
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly outside: Outside;
}

/** The folder of the fixture app. */
export const fixture = path.join(import.meta.dirname, "fixtures/app");

/** What to start the fixture app with: the executable and its arguments. */
export async function commandFor(
  userData: string,
): Promise<{ executablePath: string; args: string[] }> {
  const { executablePath } = await findRuntime();
  // Electron refuses to start for root with its sandbox; the stand-in sees to that itself.
  return { executablePath, args: ["--no-sandbox", `--user-data-dir=${userData}`, fixture] };
}

export const test = base.extend<Fixtures>({
  userData: async ({ browserName: _ }, use) => {
    // Short, so that a test may give the folder to Chromium for its temporary files.
    const folder = await mkdtemp("/tmp/runtime-");
    await use(folder);
    // Chromium's last processes may write for a moment after its first one has ended.
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  },
  app: async ({ userData }, use) => {
    const app = await _electron.launch(await commandFor(userData));
    await use(app);
    await app.close().catch(() => undefined);
  },
  page: async ({ app }, use) => {
    const page = await app.firstWindow();
    await untilLoaded(app, page);
    await use(page);
  },
  outside: async ({ browserName: _ }, use) => {
    const outside = await openOutside();
    await use(outside);
    await outside.close();
  },
});

/** Waits for the first page of the app's window: the app and Playwright each hear of it by themselves. */
export async function untilLoaded(app: ElectronApplication, page: Page): Promise<void> {
  await expect.poll(() => seen(app)).toContain("loaded");
  await page.locator("main").waitFor();
}

/** What the fixture app has recorded so far, as lines. */
export async function seen(app: ElectronApplication): Promise<string[]> {
  const lists = await app.evaluate(() => (globalThis as unknown as { seen: unknown[][] }).seen);
  return lists.map((list) =>
    list.map((item) => (typeof item === "string" ? item : JSON.stringify(item))).join(" "),
  );
}

export { expect };
