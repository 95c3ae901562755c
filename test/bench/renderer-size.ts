import { readFile } from "node:fs/promises";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { projectRoot } from "../e2e/kiosk.ts";

/**
 * Kilobytes (1,000 bytes) of the scripts and style sheets that the built page names, each gzipped alone: what is read
 * before the first screen is painted. Fonts are left out.
 */
export async function rendererKilobytes(): Promise<number> {
  const folder = path.join(projectRoot, "dist", "renderer");
  const page = await readFile(path.join(folder, "index.html"), "utf8");
  const names = page.match(/assets\/[^"]+\.(?:js|css)/g) ?? [];
  const sizes = await Promise.all(
    names.map(async (name) => gzipSync(await readFile(path.join(folder, name))).length),
  );
  return sizes.reduce((sum, size) => sum + size, 0) / 1_000;
}
