import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { userInfo } from "node:os";
import path from "node:path";

/** A file system that can be filled. */
export interface SmallDisk {
  readonly folder: string;
  /** Takes all of its room, and answers how to give it back. */
  fill(): () => void;
  remove(): void;
}

const size = "400m";
const piece = 4_000_000;

/** In `folder`; null: only root may mount one, and not everywhere. */
export function smallDisk(folder: string): SmallDisk | null {
  if (userInfo().uid !== 0) return null;
  mkdirSync(folder);
  try {
    const how = `size=${size},mode=0711`;
    execFileSync("mount", ["-t", "tmpfs", "-o", how, "none", folder], { stdio: "ignore" });
  } catch {
    rmSync(folder, { recursive: true });
    return null;
  }
  const ballast = path.join(folder, "ballast");
  const empty = () => {
    rmSync(ballast, { force: true });
  };
  return {
    folder,
    fill() {
      try {
        for (;;) {
          const { bavail, bsize } = statfsSync(folder);
          if (bavail === 0) break;
          const room = Math.min(piece, bavail * bsize);
          writeFileSync(ballast, Buffer.alloc(room), { flag: "a" });
        }
      } catch {
        // The database has taken the last of it.
      }
      return empty;
    },
    remove() {
      execFileSync("umount", [folder], { stdio: "ignore" });
    },
  };
}
