import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import type * as Sqlite from "node:sqlite";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test, vi } from "vitest";
import { applicationId } from "../../main/registry/sqlite/inspect.ts";
import { migrations } from "../../main/registry/migrations.ts";
import { openRegistry } from "../../main/registry/sqlite/open-registry.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/**
 * SQLite with a way into the file system of its own that has no memory shared by processes, as none such can be mounted
 * everywhere: "unix-dotfile" (https://sqlite.org/vfs.html). It can't keep a write-ahead log, and goes on without.
 */
vi.mock("node:sqlite", async (original) => {
  const sqlite = await original<typeof Sqlite>();
  class WithoutSharedMemory extends sqlite.DatabaseSync {
    constructor(path: string | URL, options: Sqlite.DatabaseSyncOptions = {}) {
      const url = typeof path === "string" ? pathToFileURL(path) : path;
      url.searchParams.set("vfs", "unix-dotfile");
      super(url, options);
    }
  }
  return { ...sqlite, DatabaseSync: WithoutSharedMemory };
});

const refusal = { ok: false, refusal: "data-folder-shared" };

const contents = (folder: string) =>
  readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]);

/** The files that this process has open. */
const openFiles = () =>
  readdirSync("/proc/self/fd").map((number) => {
    try {
      return readlinkSync(join("/proc/self/fd", number));
    } catch {
      return ""; // That of the folder itself, which is closed by now.
    }
  });

test("a registry whose log can't be had is refused, closed and left as it was", async () => {
  const { DatabaseSync } = await vi.importActual<typeof Sqlite>("node:sqlite");
  const folder = temporaryFolder();
  const path = join(folder, "registry.sqlite");
  // One as a backup has it, which names no log.
  const former = new DatabaseSync(path);
  former.exec(`pragma application_id = ${String(applicationId)}; create table customers (id)`);
  former.exec(`pragma user_version = ${String(migrations.length)}`);
  former.close();
  const before = contents(folder);

  expect(await openRegistry(path)).toEqual(refusal);
  expect(contents(folder)).toEqual(before);
  expect(openFiles().filter((file) => file.startsWith(folder))).toEqual([]);
});

test("a first start where no log can be had makes an empty file and no more", async () => {
  const folder = temporaryFolder();
  const path = join(folder, "registry.sqlite");
  expect(await openRegistry(path)).toEqual(refusal);
  expect(await openRegistry(path)).toEqual(refusal);
  expect(contents(folder)).toEqual([["registry.sqlite", Buffer.alloc(0)]]);
  expect(openFiles().filter((file) => file.startsWith(folder))).toEqual([]);
});
