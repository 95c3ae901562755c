/** `npm run gallery`: builds the gallery, serves it on loopback and opens it; ends with its window, or on Ctrl-C. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sandboxFlags } from "../e2e/runtime-command.ts";
import { chromiumPath } from "./browser.ts";
import { buildGallery, serveGallery } from "./serve.ts";

await buildGallery();
const { address, close } = await serveGallery();
const profile = mkdtempSync(join(tmpdir(), "kiosk-gallery-"));
process.on("exit", () => {
  rmSync(profile, { recursive: true, force: true });
});

console.log(`The gallery: ${address}`);
const window = spawn(
  chromiumPath(),
  [
    ...sandboxFlags,
    `--user-data-dir=${profile}`,
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-sync",
    "--disable-background-networking",
    "--password-store=basic",
    "--start-maximized",
    `--app=${address}`,
  ],
  // What it leaves behind, it leaves there.
  { stdio: "ignore", env: { ...process.env, TMPDIR: profile } },
);
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => window.kill("SIGTERM"));
}
window.on("error", (error) => {
  console.error(error.message);
  process.exitCode = 1;
});
window.on("close", () => void close());
