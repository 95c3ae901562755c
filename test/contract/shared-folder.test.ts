import fs from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { examineRegistry } from "../../main/registry/sqlite/examine.ts";
import { openFolder } from "../../main/registry/sqlite/shared-folder.ts";
import { openRegistry } from "../../main/registry/sqlite/open-registry.ts";
import { registryFaultOf } from "../../main/registry/sqlite/registry-fault.ts";
import { temporaryFolder } from "./temporary-folder.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

const refusal = { ok: false, refusal: "data-folder-shared" };

/** Makes every folder one of the file system `type`, as none such can be mounted everywhere. */
function allFoldersOn(type: number): void {
  const { statfsSync } = fs;
  vi.spyOn(fs, "statfsSync").mockImplementation(((path: string) =>
    Object.assign(statfsSync(path), { type })) as typeof fs.statfsSync);
}

test.each([
  ["NFS", 0x6969],
  ["SMB", 0x517b],
  ["CIFS", 0xff534d42],
  ["CIFS, as a signed number", 0xff534d42 | 0],
  ["SMB 2", 0xfe534d42],
  ["FUSE", 0x65735546],
])("a data folder on %s is refused, and nothing is made there", async (_name, type) => {
  const folder = temporaryFolder();
  const path = join(folder, "registry.sqlite");
  allFoldersOn(type);
  expect(openFolder(folder)).toEqual(refusal);
  expect(await openRegistry(path)).toEqual(refusal);
  expect(fs.readdirSync(folder)).toEqual([]);
  fs.writeFileSync(path, "");
  expect(await openRegistry(path)).toEqual(refusal);
  expect(await examineRegistry(path, null)).toEqual(refusal);
});

test.each([
  ["ext4", 0xef53],
  ["XFS", 0x58465342],
  ["Btrfs", 0x9123683e],
  ["tmpfs", 0x01021994],
  ["overlay", 0x794c7630],
])("one on %s is not", (_name, type) => {
  allFoldersOn(type);
  expect(openFolder(temporaryFolder())).toMatchObject({ ok: true });
});

test.each([
  ["PROTOCOL", 15],
  ["IOERR_LOCK", 3850],
  ["IOERR_UNLOCK", 2058],
  ["IOERR_RDLOCK", 2314],
  ["IOERR_CHECKRESERVEDLOCK", 3594],
])("locks that don't hold (%s) are told as such, not as damage", (_name, errcode) => {
  const error = Object.assign(new Error("locking protocol"), { errcode });
  expect(registryFaultOf(error)).toBe("data-folder-shared");
});
