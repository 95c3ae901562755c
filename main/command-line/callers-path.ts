import path from "node:path";

/** The file that the caller names: npm runs commands in the project's folder, but the person who called npm names files from their own. */
export function callersPath(file: string): string {
  return path.resolve(process.env["INIT_CWD"] ?? ".", file);
}
