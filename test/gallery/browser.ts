import { execFileSync } from "node:child_process";

/** The system's Chromium, which draws the kiosk here. Throws where there is none. */
export function chromiumPath(): string {
  return execFileSync("/bin/sh", ["-c", "command -v chromium"], { encoding: "utf8" }).trim();
}

/** Chromium's sandbox refuses to run as root. */
export const sandboxFlags: readonly string[] = process.getuid?.() === 0 ? ["--no-sandbox"] : [];

/** How Playwright starts it, so that every machine draws the same letters. */
export const launchOptions = {
  executablePath: chromiumPath(),
  // The notices' wide mark for fingers is one.
  ignoreDefaultArgs: ["--hide-scrollbars"],
  args: [
    ...sandboxFlags,
    "--disable-gpu",
    "--disable-lcd-text",
    "--font-render-hinting=none",
    "--force-color-profile=srgb",
  ],
};
