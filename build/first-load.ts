import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

/**
 * Bytes of the scripts and style sheets that the built page names, each gzipped alone: what is read before the first
 * screen is painted. Fonts are left out. `folder`: where the renderer was built.
 */
export function firstLoadBytes(folder: string): number {
  const page = readFileSync(`${folder}/index.html`, "utf8");
  return (page.match(/assets\/[^"]+\.(?:js|css)/g) ?? [])
    .map((name) => gzipSync(readFileSync(`${folder}/${name}`)).length)
    .reduce((sum, bytes) => sum + bytes, 0);
}
