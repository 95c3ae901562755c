import { spawnSync } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import path from "node:path";

function run(program: string, rest: readonly string[]): number {
  const env = { ...process.env, GALLERY_RENEWS: "1" };
  return spawnSync(program, rest, { stdio: "inherit", env }).status ?? 1;
}

/**
 * Draws anew what the tests of these projects of the gallery compare with, and makes the pictures in `folder` small
 * that were drawn: of so many `colours`. Of cases whose name holds one of the words, or of all. Needs ImageMagick
 * (Debian: imagemagick); returns Playwright's exit code.
 */
export function drawAnew({
  projects,
  folder,
  colours,
  words,
}: {
  readonly projects: readonly string[];
  readonly folder: string;
  readonly colours: number;
  readonly words: readonly string[];
}): number {
  if (run("mogrify", ["-version"]) !== 0) {
    throw new Error("mogrify is missing; install imagemagick");
  }
  const begun = Date.now();
  const status = run("playwright", [
    ...["test", "--config", "test/gallery/playwright.config.ts", "--update-snapshots=all"],
    ...projects.map((project) => `--project=${project}`),
    ...(words.length === 0 ? [] : ["--grep", words.join("|")]),
  ]);
  const files = readdirSync(folder)
    .filter((name) => name.endsWith(".png"))
    .map((name) => path.join(folder, name));
  const drawn = files.filter((file) => statSync(file).mtimeMs >= begun);
  if (drawn.length > 0) {
    // Few colours tell a picture from another as well; what they change is below the comparison's threshold.
    run("mogrify", [
      ...["+dither", "-colors", String(colours), "-strip"],
      ...["-define", "png:color-type=3", "-define", "png:compression-level=9"],
      ...["-define", "png:compression-filter=0"],
      ...drawn,
    ]);
  }
  const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
  console.log(`${files.length} pictures, ${(bytes / 1e6).toFixed(1)} MB`);
  return status;
}
