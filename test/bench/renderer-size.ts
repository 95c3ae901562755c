import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { projectRoot } from "../e2e/kiosk.ts";

/** Kilobytes (1,000 bytes) of the built renderer's scripts and style sheets, each gzipped alone, fonts left out. */
export async function rendererKilobytes(): Promise<number> {
  const folder = path.join(projectRoot, "dist", "renderer");
  const names = await readdir(folder, { recursive: true });
  const files = names.filter((name) => /\.(js|css)$/.test(name));
  const sizes = await Promise.all(
    files.map(async (name) => gzipSync(await readFile(path.join(folder, name))).length),
  );
  return sizes.reduce((sum, size) => sum + size, 0) / 1_000;
}
