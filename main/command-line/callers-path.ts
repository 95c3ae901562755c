import path from "node:path";

/** The file that the caller names, relative to the caller's folder: npm runs commands in the project's folder. */
export function callersPath(file: string): string {
  return path.resolve(process.env["INIT_CWD"] ?? ".", file);
}
