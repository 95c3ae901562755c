import { readFileSync, statSync } from "node:fs";
import { createRequire, registerHooks } from "node:module";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { makeElectron } from "./electron.ts";

// kiosk-chromium [FLAGS] PROJECT_ROOT [FLAGS] [-- WORDS]: what Electron's executable does with an app, on this Node and
// the system's Chromium. What it lacks throws; where it differs without a word stands in build/docs/runtime.md.

const args = process.argv.slice(2);
const executable = join(import.meta.dirname, "kiosk-chromium");
/** Node's and ours; all other flags are for Chromium. */
const OWN_FLAGS = /^--(inspect|user-data-dir)/;
const divider = args.indexOf("--");
/** What stands behind the divider is for the app alone. */
const ours = divider < 0 ? args : args.slice(0, divider);
const given = ours.find((arg) => !arg.startsWith("-"));
if (given === undefined) {
  console.error("Usage: kiosk-chromium [FLAGS] PROJECT_ROOT");
  process.exit(64);
}
const path = resolve(given);
const root = statSync(path).isDirectory() ? path : dirname(path);
const manifest =
  root === path
    ? (JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Record<string, string>)
    : {};
const main = root === path ? join(root, manifest["main"] ?? "index.js") : path;

const { electron, names, start } = makeElectron({
  name: manifest["productName"] ?? manifest["name"] ?? "Electron",
  version: manifest["version"] ?? "0.0.0",
  root,
  executable,
  switches: ours.filter((arg) => arg.startsWith("--") && !OWN_FLAGS.test(arg)),
  userData: ours
    .find((arg) => arg.startsWith("--user-data-dir="))
    ?.slice("--user-data-dir=".length),
});

// `require("electron")` and `import … from "electron"`, the debugger's included.
const ELECTRON = "electron-stand-in:main";
Object.assign(globalThis, { [Symbol.for(ELECTRON)]: electron });
const source = [
  `const electron = globalThis[Symbol.for("${ELECTRON}")];`,
  ...names.map((name) => `export const ${name} = electron.${name};`),
  'export { electron as default, electron as "module.exports" };',
].join("\n");
registerHooks({
  resolve: (specifier, context, next) =>
    /^electron(\/main|\/common)?$/.test(specifier)
      ? { url: ELECTRON, shortCircuit: true }
      : next(specifier, context),
  load: (url, context, next) =>
    url === ELECTRON ? { format: "module", source, shortCircuit: true } : next(url, context),
});

process.argv = [executable, ...args];
// Chromium waits for the app's main script, which may still add to its command line or quit.
if (main.endsWith(".cjs")) createRequire(pathToFileURL(main))(main);
else await import(pathToFileURL(main).href);
await start();
