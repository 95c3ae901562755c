import { _electron } from "@playwright/test";
import type { ElectronApplication, Page } from "@playwright/test";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { projectRoot } from "../e2e/kiosk.ts";
import { makeProfile, removeProfile } from "../e2e/profile.ts";
import type { Profile } from "../e2e/profile.ts";
import { runtimeCommand } from "../e2e/runtime-command.ts";

/** An open window with its process, ready to be measured. */
export interface OpenWindow {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly readyMs: number;
}

/** Opens the kiosk in a profile that was used before, as on any morning but the first. */
export async function withKiosk<T>(
  profile: Profile,
  use: (window: OpenWindow) => Promise<T>,
): Promise<T> {
  return withApp(projectRoot, profile, use);
}

/** Opens a window with nothing in it, on the same runtime: the floor. */
export async function withBlank<T>(
  profile: Profile,
  use: (window: OpenWindow) => Promise<T>,
): Promise<T> {
  return withApp(path.join(import.meta.dirname, "blank-app"), profile, use);
}

/** What is measured and its floor are opened and waited for in the same way, to the same point. */
async function withApp<T>(
  root: string,
  profile: Profile,
  use: (window: OpenWindow) => Promise<T>,
): Promise<T> {
  const command = await runtimeCommand(root);
  const started = performance.now();
  const app = await _electron.launch({ ...command, env: profile.env });
  try {
    const page = await app.firstWindow();
    await page.locator("main[data-screen-id]").waitFor();
    await page.waitForFunction(() => innerHeight === outerHeight);
    const readyMs = performance.now() - started;
    return await use({ app, page, readyMs });
  } finally {
    await app.close();
  }
}

/** Runs `use` with a private profile, gone afterwards. */
export async function withProfile<T>(use: (profile: Profile) => Promise<T>): Promise<T> {
  const profile = await makeProfile();
  try {
    return await use(profile);
  } finally {
    await removeProfile(profile);
  }
}

/** Memory of the app's main process and of all its descendants, proportional set size in MB. */
export async function memoryOf(app: ElectronApplication): Promise<number> {
  const parents = new Map<number, number>();
  for (const name of await readdir("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await readFile(`/proc/${name}/stat`, "utf8").catch(() => "");
    const parent = Number(stat.slice(stat.lastIndexOf(")") + 4).split(" ")[0]);
    parents.set(Number(name), parent);
  }
  const main = await app.evaluate(() => process.pid);
  let kilobytes = 0;
  for (const pid of parents.keys()) {
    let ancestor: number | undefined = pid;
    while (ancestor !== undefined && ancestor > 1 && ancestor !== main) {
      ancestor = parents.get(ancestor);
    }
    if (ancestor !== main) continue;
    const rollup = await readFile(`/proc/${String(pid)}/smaps_rollup`, "utf8").catch(() => "");
    kilobytes += Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0);
  }
  return kilobytes / 1024;
}
