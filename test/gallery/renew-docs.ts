/**
 * `npm run docs:pictures [WORD…]`: draws the pictures of the documentation anew, all or those whose name holds a word.
 * Which they are stands in docs-pictures.ts.
 */
import path from "node:path";
import { drawAnew } from "./draw.ts";

process.exitCode = drawAnew({
  projects: ["docs"],
  folder: path.resolve(import.meta.dirname, "../../build/docs"),
  colours: 64,
  words: process.argv.slice(2),
});
