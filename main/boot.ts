/**
 * Electron loads this file: it runs the kiosk's bundle, with Node's compile cache beside it. A user who can write into
 * the cache can change the bundle too, so the cache allows nothing new; in a package it can't be written, and stays
 * off.
 */
import { createRequire, enableCompileCache } from "node:module";
import path from "node:path";

const bundle = path.join(import.meta.dirname, "kiosk.cjs");
const begun = performance.now();
enableCompileCache(path.join(import.meta.dirname, "../code-cache"));
createRequire(bundle)(bundle);
// The start-up benchmark reads this measure.
performance.measure("main bundle", { start: begun });
