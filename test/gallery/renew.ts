/**
 * `npm run gallery:renew [WORD…]`: draws the pictures and readings anew that the tests compare with, all or those of
 * cases whose name holds a word.
 */
import { rmSync } from "node:fs";
import path from "node:path";
import { drawAnew } from "./draw.ts";

const folder = path.join(import.meta.dirname, "pictures");
const words = process.argv.slice(2);

if (words.length === 0) rmSync(folder, { recursive: true, force: true });
process.exitCode = drawAnew({ projects: ["pictures", "reading"], folder, colours: 40, words });
