import { execFileSync } from "node:child_process";
import { sandboxFlags } from "../e2e/runtime-command.ts";

/** The system's Chromium, which draws the kiosk here. Throws where there is none. */
export function chromiumPath(): string {
  return execFileSync("/bin/sh", ["-c", "command -v chromium"], { encoding: "utf8" }).trim();
}

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
