import { defineConfig } from "@playwright/test";
import path from "node:path";
import { launchOptions } from "./browser.ts";
import type { GalleryOptions } from "./fixtures.ts";

// Letters are drawn a little differently by each version of Chromium and FreeType.
const likeness = {
  scale: "device",
  threshold: 0.2,
  maxDiffPixelRatio: 0.002,
  // The page's own style sheet keeps both still: Playwright's comes and goes with each picture.
  animations: "allow",
  caret: "initial",
} as const;

// What is drawn anew differs however long it is waited for.
const patience = process.env["GALLERY_RENEWS"] === "1" ? 5_000 : 45_000;

const out = path.resolve(import.meta.dirname, "../../out");

export default defineConfig<object, GalleryOptions>({
  testDir: "specs",
  outputDir: path.join(out, "gallery-tests"),
  globalSetup: "./build.ts",
  fullyParallel: true,
  workers: 2,
  // Wide enough for a machine that does three times as much beside.
  timeout: 240_000,
  snapshotPathTemplate: "{testDir}/../readings/{arg}{ext}",
  forbidOnly: Boolean(process.env["CI"]),
  reporter: [
    [process.stdout.isTTY ? "list" : "dot"],
    ["json", { outputFile: path.join(out, "gallery.json") }],
    [path.resolve(import.meta.dirname, "../../build/check/playwright-progress.ts")],
  ],
  expect: {
    timeout: patience,
    toHaveScreenshot: { ...likeness, pathTemplate: "{testDir}/../pictures/{arg}{ext}" },
    toMatchAriaSnapshot: { pathTemplate: "{testDir}/../readings/{arg}{ext}" },
  },
  use: { launchOptions },
  projects: [
    // At half the size: what a step back leaves to be seen, in a quarter of the room.
    { name: "pictures", testMatch: "pictures.spec.ts", use: { density: 0.5 } },
    { name: "reading", testMatch: "reading.spec.ts" },
    { name: "fit", testMatch: "fit.spec.ts" },
    { name: "typeface", testMatch: "typeface.spec.ts", fullyParallel: false },
    // At three quarters: as wide as a page of the documentation is shown.
    {
      name: "docs",
      testMatch: "docs.spec.ts",
      // So few that a second browser takes longer to start.
      fullyParallel: false,
      use: { density: 0.75 },
      expect: {
        timeout: patience,
        toHaveScreenshot: { ...likeness, pathTemplate: "{testDir}/../../../build/docs/{arg}{ext}" },
      },
    },
  ],
});
