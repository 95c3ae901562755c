import { link, open, rm } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { dirname, join } from "node:path";
import { refused } from "../../preload/contract/result.ts";
import type { Result } from "../../preload/contract/result.ts";
import type { Append, WriteNewFile } from "../core/ports/files.ts";
import { makeFolder, syncFolder } from "./folders.ts";

/** Text is gathered to about this many UTF-16 units before it is written. */
const gatheredLength = 1 << 16;

type Encode = (text: string) => string | Uint8Array;

/** Writes new files by their path; see the port. The folder must exist. Mode 600. */
export const writeNewFile = newFileWriter((text) => text);

/** The same in another encoding. */
export function newFileWriter(encode: Encode): WriteNewFile {
  return (path, write) => writeEncoded(path, encode, write);
}

async function writeEncoded<Value, Refusal>(
  path: string,
  encode: Encode,
  write: (append: Append) => Promise<Result<Value, Refusal>>,
): Promise<Result<Value, Refusal | "file-exists" | "file-unwritable">> {
  const unfinished = `${path}.part-${String(process.pid)}`;
  let file: FileHandle | null = null;
  try {
    file = await open(unfinished, "wx", 0o600);
    const written = await gathered(file, encode, write);
    if (!written.ok) return written;
    await file.sync();
    await link(unfinished, path);
    await syncFolder(dirname(path));
    return written;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if ("code" in error && error.code === "EEXIST") return refused("file-exists");
    // A refusal of the file system: no such folder, no right to write there, a full disk.
    if ("syscall" in error) return refused("file-unwritable");
    throw error;
  } finally {
    await file?.close();
    await rm(unfinished, { force: true });
  }
}

/** Writes new files into `folder`, which is made (mode 700) with the first of them. */
export function newFilesIn(folder: string): WriteNewFile {
  return (name, write) => {
    try {
      makeFolder(folder);
    } catch (error) {
      if (error instanceof Error && "syscall" in error) {
        return Promise.resolve(refused("file-unwritable"));
      }
      throw error;
    }
    return writeNewFile(join(folder, name), write);
  };
}

/** Each write waits for the disk, and so other work gets its turn. */
async function gathered<T extends { readonly ok: boolean }>(
  file: FileHandle,
  encode: Encode,
  write: (append: Append) => Promise<T>,
): Promise<T> {
  let waiting = "";
  const flush = async () => {
    const text = waiting;
    waiting = "";
    await file.writeFile(encode(text));
  };
  const written = await write(async (text) => {
    waiting += text;
    if (waiting.length >= gatheredLength) await flush();
  });
  await flush();
  return written;
}
