/** Builds the bundles into dist/, puts the languages beside them and tells in one line what they weigh. */
import { cpSync, rmSync } from "node:fs";
import { isBuiltin } from "node:module";
import { type InlineConfig, type Rolldown, build } from "vite";
import { firstLoadBytes } from "./first-load.ts";
import {
  bootBundle,
  checkThreadBundle,
  commandLineBundle,
  leftOutside,
  mainBundle,
  preloadBundle,
  rendererBundle,
} from "./vite.config.ts";

type Output = Rolldown.RolldownOutput["output"];

async function bundle(config: InlineConfig): Promise<Output> {
  const result = await build(config);
  if (!("output" in result)) throw new Error("vite did not answer with one bundle");
  return result.output;
}

/** A library that slips out of a bundle would be missing on the kiosk; so the build says so. */
function nothingElseOutside(output: Output, name: keyof typeof leftOutside): void {
  const known: readonly string[] = leftOutside[name];
  const own = output.map((file) => file.fileName);
  for (const file of output) {
    if (file.type !== "chunk") continue;
    for (const needed of [...file.imports, ...file.dynamicImports]) {
      if (own.includes(needed)) continue;
      if (known.includes(needed) || (name !== "preload" && isBuiltin(needed))) continue;
      throw new Error(`The bundle ${name} may not need ${needed} from outside`);
    }
  }
}

const kilobytes = (bytes: number): string => `${Math.ceil(bytes / 1000).toLocaleString("en")} kB`;

function weigh(output: Output, belongs: RegExp): number {
  return output
    .filter((file) => belongs.test(file.fileName))
    .map((file) => Buffer.byteLength(file.type === "chunk" ? file.code : file.source))
    .reduce((sum, bytes) => sum + bytes, 0);
}

const begun = performance.now();
rmSync("dist", { recursive: true, force: true });
const [boot, main, commandLine, checkThread, preload, renderer] = await Promise.all([
  bundle(bootBundle),
  bundle(mainBundle),
  bundle(commandLineBundle),
  bundle(checkThreadBundle),
  bundle(preloadBundle),
  bundle(rendererBundle),
]);
// As they are: the main process reads them, and a bank's lie over them.
cpSync("renderer/languages", "dist/languages", { recursive: true });
nothingElseOutside(boot, "boot");
nothingElseOutside(main, "main");
nothingElseOutside(commandLine, "command-line");
nothingElseOutside(checkThread, "check-thread");
nothingElseOutside(preload, "preload");

const code = /\.(?:cjs|js|css|html)$/;
/** What is read before the first screen is painted, scripts and styles gzipped: 60 kB at most. */
const firstLoadLimit = 60_000;
const firstLoad = firstLoadBytes("dist/renderer");
if (firstLoad === 0 || firstLoad > firstLoadLimit) {
  throw new Error(`The first screen reads ${kilobytes(firstLoad)} gzipped, of 60 kB that it may`);
}
console.log(
  `Built dist/ in ${((performance.now() - begun) / 1000).toFixed(1)} s: ` +
    `main ${kilobytes(weigh(main, code))}, commands ${kilobytes(weigh(commandLine, code))}, preload ${kilobytes(weigh(preload, code))}, ` +
    `renderer ${kilobytes(weigh(renderer, code))} (first load ${kilobytes(firstLoad)} gzipped), ` +
    `fonts ${kilobytes(weigh(renderer, /\.(?:woff2|ttf)$/))}`,
);
