/**
 * What Electron loads: the kiosk's bundle, with Node's compile cache beside it. Whoever can write there can change the
 * bundle too, so nothing is run that they could not run anyway; in a package it can't be written, and stays off.
 */
import { createRequire, enableCompileCache } from "node:module";
import path from "node:path";

const bundle = path.join(import.meta.dirname, "kiosk.cjs");
const begun = performance.now();
enableCompileCache(path.join(import.meta.dirname, "../code-cache"));
createRequire(bundle)(bundle);
// The bench tells its share of a start.
performance.measure("main bundle", { start: begun });
