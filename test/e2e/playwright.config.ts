import { defineConfig } from "@playwright/test";
import path from "node:path";

const out = path.resolve(import.meta.dirname, "../../out");

export default defineConfig({
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
    { name: "journeys", testDir: "journeys", retries: 1 },
  ],
});
