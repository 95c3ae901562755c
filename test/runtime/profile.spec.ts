import { mkdir, readdir } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "./launch.ts";
import { startPlainly, type PlainApp } from "./plain.ts";

async function end({ child, ended, output }: PlainApp): Promise<void> {
  await expect.poll(output).toContain("loaded");
  child.kill("SIGTERM");
  expect(await ended).toEqual([0, null]);
}

// docs/api/app.md, app.getPath: sessionData is by default userData, and is where Chromium keeps what it stores.
test("Chromium's profile lies in userData and stays there", async ({ userData }) => {
  const temporary = path.join(userData, "tmp");
  const profile = path.join(userData, "profile");
  const cache = path.join(userData, "cache");
  await mkdir(temporary);
  const env = { TMPDIR: temporary, XDG_CACHE_HOME: cache };
  await end(await startPlainly(profile, env));
  await end(await startPlainly(profile, env));
  const files = await readdir(profile, { recursive: true });
  expect(files).toEqual(expect.arrayContaining(["Local State"]));
  expect(files.some((file) => /(^|\/)Local Storage$/.test(file))).toBe(true);
  expect(await readdir(temporary)).toEqual([]);
  // GTK's settings are not Chromium's.
  const cached = await readdir(cache).catch(() => []);
  expect(cached.filter((name) => name !== "dconf")).toEqual([]);
});

test("apps with profiles of their own run side by side", async ({ userData }) => {
  const both = await Promise.all(["a", "b"].map((name) => startPlainly(path.join(userData, name))));
  for (const { output } of both) await expect.poll(output).toContain("loaded");
  for (const app of both) await end(app);
});

test("an app starts again at once after one that was killed", async ({ userData }) => {
  const { child, ended, output } = await startPlainly(userData);
  await expect.poll(output).toContain("loaded");
  child.kill("SIGKILL");
  await ended;
  await end(await startPlainly(userData));
});

// docs/api/command-line-switches.md, --remote-debugging-port.
test("a debugging port is opened when it is asked for, and only then", async ({ userData }) => {
  const said = "DevTools listening on ";
  const without = await startPlainly(path.join(userData, "a"));
  await end(without);
  expect(without.output()).not.toContain(said);
  const port = (args: string[]) => ["--remote-debugging-port=0", ...args];
  const asked = await startPlainly(path.join(userData, "b"), {}, port);
  await end(asked);
  expect(asked.output()).toContain(said);
});
