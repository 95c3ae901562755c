import { defineConfig } from "@playwright/test";
import path from "node:path";

const out = path.resolve(import.meta.dirname, "../../out");

export default defineConfig({
  outputDir: path.join(out, "playwright"),
  fullyParallel: true,
  workers: 2,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env["CI"]),
  reporter: [
    [process.stdout.isTTY ? "list" : "dot"],
    ["json", { outputFile: path.join(out, "playwright.json") }],
    [path.resolve(import.meta.dirname, "../../build/check/playwright-progress.ts")],
  ],
  projects: [
    { name: "runtime", testDir: "../runtime" },
    { name: "journeys", testDir: "journeys" },
  ],
});
