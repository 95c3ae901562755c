import { refused } from "../../preload/contract/result.ts";
import type { WriteNewFile } from "../../main/core/ports/files.ts";

/** Keeps new files in memory. */
export interface RecordingFiles {
  readonly writeNewFile: WriteNewFile;
  /** What stands in each file by its name. */
  readonly texts: ReadonlyMap<string, string>;
  /** Whether there is room from now on. */
  fill(isFull: boolean): void;
}

export function recordingFiles(): RecordingFiles {
  const texts = new Map<string, string>();
  let full = false;
  return {
    texts,
    fill(isFull) {
      full = isFull;
    },
    writeNewFile: async (name, write) => {
      if (texts.has(name)) return refused("file-exists");
      let text = "";
      const written = await write(async (more) => {
        text += more;
      });
      if (full) return refused("file-unwritable");
      if (written.ok) texts.set(name, text);
      return written;
    },
  };
}
