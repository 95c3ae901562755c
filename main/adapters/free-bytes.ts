import { statfs } from "node:fs/promises";
import type { FreeBytes } from "../core/ports/health.ts";

/** The free bytes of the file system of `folder`; see the port. */
export function freeBytesAt(folder: string): FreeBytes {
  return async () => {
    try {
      const { bavail, bsize } = await statfs(folder);
      return bavail * bsize;
    } catch {
      return null;
    }
  };
}
