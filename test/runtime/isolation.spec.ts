import { expect, test } from "./one-app.ts";

test("the page sees nothing of Node, Electron or the preload but what is exposed", async ({
  page,
}) => {
  const added = await page.evaluate(() => {
    const frame = document.body.appendChild(document.createElement("iframe"));
    const usual = new Set(Object.getOwnPropertyNames(frame.contentWindow));
    frame.remove();
    return Object.getOwnPropertyNames(window).filter(
      (name) => !usual.has(name) && !/^\d+$/.test(name),
    );
  });
  // The page's own script and its own frame add two, Playwright what begins with two underscores.
  const own = added.filter((name) => !/^(atFirst$|inFrame$|__playwright|__pw)/.test(name));
  expect(own).toEqual(["bridge"]);
  const types = await page.evaluate(() =>
    ["require", "process", "module", "Buffer", "global", "electron", "secretOfThePreload"].filter(
      (name) => name in window,
    ),
  );
  expect(types).toEqual([]);
});

test("what is exposed can't be changed or replaced", async ({ page }) => {
  const after = await page.evaluate(() => {
    const { bridge } = window as unknown as { bridge: Record<string, unknown> };
    const attempts = [
      () => ((window as unknown as Record<string, unknown>)["bridge"] = null),
      () => (bridge["version"] = 8),
      () => ((bridge["nested"] as Record<string, unknown>)["list"] = null),
    ];
    for (const attempt of attempts) {
      try {
        attempt();
      } catch {
        // strict mode says so, sloppy mode doesn't
      }
    }
    return [bridge["version"], typeof bridge["invoke"], Object.isFrozen(bridge["nested"])];
  });
  expect(after).toEqual([7, "function", true]);
});

test("a change to the page's built-ins does not reach the preload", async ({ page }) => {
  const found = await page.evaluate(() => {
    Object.assign(Object.prototype, { pollution: "object" });
    Object.assign(Array.prototype, { pollution: "array" });
    Object.assign(window, { pageVariable: 1 });
    return (window as unknown as { bridge: { polluted(): unknown } }).bridge.polluted();
  });
  expect(found).toEqual([undefined, undefined, "undefined"]);
});

test("a frame in the page gets no bridge", async ({ page }) => {
  await page.locator("iframe").waitFor();
  await expect
    .poll(() => page.evaluate(() => Reflect.get(window, "inFrame") as unknown))
    .toBe("undefined");
});

test("a sandboxed preload can require electron alone", async ({ page }) => {
  const results = await page.evaluate(() => {
    const { bridge } = window as unknown as { bridge: { requires(id: string): string } };
    return [bridge.requires("electron"), bridge.requires("node:fs")];
  });
  expect(results[0]).toBe("object");
  expect(results[1]).toMatch(/^module not found: node:fs/);
});
