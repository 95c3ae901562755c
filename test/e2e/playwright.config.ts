import { defineConfig } from "@playwright/test";
import path from "node:path";
import type { Home } from "./home.ts";

const out = path.resolve(import.meta.dirname, "../../out");

/** Where the kiosks of all journeys have their registry. */
const home: Home = process.env["JOURNEYS_HOME"] === "network" ? "network" : "own";
/** About the registry, keychain, commands or rules of a kiosk by itself; and single tests, by the tag `@own`. */
const ofOwnRegistry = ["commands", "day", "faults", "second-bank", "supervised", "traces"];

export default defineConfig<object, { home: Home }>({
  outputDir: path.join(out, "playwright"),
  fullyParallel: true,
  workers: 2,
  // Wide enough for a machine that does three times as much beside.
  timeout: 300_000,
  expect: { timeout: 45_000 },
  // A journey's second try is for its record (evidence.ts); that it failed stays so, whatever comes of it.
  failOnFlakyTests: true,
  forbidOnly: Boolean(process.env["CI"]),
  reporter: [
    [process.stdout.isTTY ? "list" : "dot"],
    ["json", { outputFile: path.join(out, "playwright.json") }],
    [path.resolve(import.meta.dirname, "../../build/check/playwright-progress.ts")],
  ],
  projects: [
    { name: "runtime", testDir: "../runtime" },
    {
      name: "journeys",
      testDir: "journeys",
      retries: 1,
      use: { home },
      ...(home === "network" && {
        testIgnore: ofOwnRegistry.map((name) => `${name}.spec.ts`),
        grepInvert: /@own/,
      }),
    },
    // Enough to see that the two homes are one; all of them by the variable.
    {
      ...{ name: "over-network", testDir: "journeys", testMatch: "start.spec.ts", retries: 1 },
      use: { home: "network" },
    },
  ],
});
