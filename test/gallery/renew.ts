/**
 * `npm run gallery:renew [WORD…]`: draws the pictures and readings anew that the tests compare with, all or those of
 * cases whose name holds a word, and makes the pictures small. Needs ImageMagick (Debian: imagemagick).
 */
import { spawnSync } from "node:child_process";
import { readdirSync, rmSync, statSync } from "node:fs";
import path from "node:path";

const pictures = path.join(import.meta.dirname, "pictures");
const words = process.argv.slice(2);

function run(program: string, rest: readonly string[]): number {
  return spawnSync(program, rest, { stdio: "inherit" }).status ?? 1;
}

if (run("mogrify", ["-version"]) !== 0) throw new Error("mogrify is missing; install imagemagick");
const begun = Date.now();
if (words.length === 0) rmSync(pictures, { recursive: true, force: true });
const chosen = words.length === 0 ? [] : ["--grep", words.join("|")];
process.exitCode = run("playwright", [
  ...["test", "--config", "test/gallery/playwright.config.ts", "--update-snapshots=all"],
  ...["--project=pictures", "--project=reading", ...chosen],
]);

const files = readdirSync(pictures).map((name) => path.join(pictures, name));
const drawn = files.filter((file) => statSync(file).mtimeMs >= begun);
if (drawn.length > 0) {
  // Few colours tell a picture from another as well; what they change is below the comparison's threshold.
  run("mogrify", [
    ...["+dither", "-colors", "40", "-strip"],
    ...["-define", "png:color-type=3", "-define", "png:compression-level=9"],
    ...["-define", "png:compression-filter=0"],
    ...drawn,
  ]);
}
const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
console.log(`${files.length} pictures, ${(bytes / 1e6).toFixed(1)} MB`);
