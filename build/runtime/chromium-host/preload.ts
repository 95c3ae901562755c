import { readFileSync } from "node:fs";
import { Script } from "node:vm";

/**
 * The source of a preload script; one that can't be read or compiled throws its error in the page's process, where
 * Electron (lib/sandboxed_renderer/preload.ts) tells of it and lets the page go on.
 */
export function readPreload(path: string | undefined): string {
  if (path === undefined) return "";
  try {
    const source = readFileSync(path, "utf8");
    new Script(`(function (require, module, exports) {${source}\n})`, { filename: path });
    return source;
  } catch (error) {
    const { name, message } = error as Error;
    return `throw Object.assign(new Error(${JSON.stringify(message)}), { name: ${JSON.stringify(name)} });`;
  }
}
