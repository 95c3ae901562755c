import { link, open, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { refused } from "../../preload/contract/result.ts";
import type { Result } from "../../preload/contract/result.ts";
import type { Append, WriteNewFile, WriteNewFiles } from "../core/ports/files.ts";
import { makeFolder, syncFolder } from "./folders.ts";

/** Text is gathered to about this many UTF-16 units before it is written. */
const gatheredLength = 1 << 16;

type Encode = (text: string) => string | Uint8Array;

/** Writes new files by their paths; see the port. Their folders must exist. Mode 600. */
export const writeNewFiles: WriteNewFiles = (paths, write) =>
  writeEncoded(paths, (text) => text, write);

/** The same for one file. */
export const writeNewFile = newFileWriter((text) => text);

/** The same in another encoding. */
export function newFileWriter(encode: Encode): WriteNewFile {
  return (path, write) => writeEncoded([path], encode, ([append = unopened]) => write(append));
}

function unopened(): never {
  throw new Error("The file isn't open");
}

async function writeEncoded<Value, Refusal>(
  paths: readonly string[],
  encode: Encode,
  write: (appends: readonly Append[]) => Promise<Result<Value, Refusal>>,
): Promise<Result<Value, Refusal | "file-exists" | "file-unwritable">> {
  const unfinished: GatheredFile[] = [];
  const named: string[] = [];
  let isDone = false;
  try {
    for (const path of paths) unfinished.push(await openGathered(path, encode));
    const written = await write(unfinished.map(({ append }) => append));
    if (!written.ok) return written;
    for (const { finish } of unfinished) await finish();
    for (const { path, name } of unfinished) {
      await link(name, path);
      named.push(path);
    }
    for (const folder of new Set(paths.map((path) => dirname(path)))) await syncFolder(folder);
    isDone = true;
    return written;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if ("code" in error && error.code === "EEXIST") return refused("file-exists");
    // A refusal of the file system: no such folder, no right to write there, a full disk.
    if ("syscall" in error) return refused("file-unwritable");
    throw error;
  } finally {
    if (!isDone) for (const path of named) await rm(path, { force: true });
    for (const { close } of unfinished) await close();
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

interface GatheredFile {
  /** The path that it is to have, and the name that it has until then. */
  readonly path: string;
  readonly name: string;
  readonly append: Append;
  /** Brings all that was appended to the disk. */
  finish(): Promise<void>;
  /** Closes the file and takes its unfinished name away. */
  close(): Promise<void>;
}

/** Each write waits for the disk, and so other work gets its turn. */
async function openGathered(path: string, encode: Encode): Promise<GatheredFile> {
  const name = `${path}.part-${String(process.pid)}`;
  const file = await open(name, "wx", 0o600);
  let waiting = "";
  const flush = async () => {
    const text = waiting;
    waiting = "";
    await file.writeFile(encode(text));
  };
  return {
    ...{ path, name },
    async append(text) {
      waiting += text;
      if (waiting.length >= gatheredLength) await flush();
    },
    async finish() {
      await flush();
      await file.sync();
    },
    async close() {
      await file.close();
      await rm(name, { force: true });
    },
  };
}
