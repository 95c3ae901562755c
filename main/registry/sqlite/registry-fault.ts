import { RegistryBusy } from "../../core/domain/registry-errors.ts";

/** Why a registry can't be opened, or can't be used later. */
export type RegistryFault =
  | "registry-newer"
  | "registry-damaged"
  | "registry-rolled-back"
  | "registry-unavailable"
  | "data-folder-unwritable"
  | "data-folder-shared";

/** SQLite's primary result codes (https://sqlite.org/rescode.html); they include refusals of the file system. */
const sqliteFaults: Readonly<Record<number, RegistryFault>> = {
  5: "registry-unavailable", // BUSY
  6: "registry-unavailable", // LOCKED
  8: "data-folder-unwritable", // READONLY
  10: "registry-damaged", // IOERR
  11: "registry-damaged", // CORRUPT
  13: "data-folder-unwritable", // FULL
  14: "data-folder-unwritable", // CANTOPEN
  15: "data-folder-shared", // PROTOCOL
  26: "registry-damaged", // NOTADB
};
/**
 * IOERR's extended codes for failed writes, as on a full disk: WRITE, FSYNC, DIR_FSYNC, TRUNCATE, SHMOPEN, SHMSIZE,
 * SHMMAP.
 */
const unwritable: ReadonlySet<number> = new Set([778, 1034, 1290, 1546, 4618, 4874, 5386]);
/** IOERR's extended codes for locks that the file system doesn't support: UNLOCK, RDLOCK, CHECKRESERVEDLOCK, LOCK. */
const lockless: ReadonlySet<number> = new Set([2058, 2314, 3594, 3850]);
const fileFaults: ReadonlySet<string> = new Set(
  "EACCES EPERM EROFS ENOENT ENOTDIR ENOSPC EDQUOT EEXIST ENAMETOOLONG ELOOP EIO".split(" "),
);

/** The fault that SQLite or the file system reported by throwing `error`; null: it is another kind of error. */
export function registryFaultOf(error: unknown): RegistryFault | null {
  if (error instanceof RegistryBusy) return "registry-unavailable";
  if (!(error instanceof Error)) return null;
  if ("errcode" in error && typeof error.errcode === "number") {
    if (unwritable.has(error.errcode)) return "data-folder-unwritable";
    if (lockless.has(error.errcode)) return "data-folder-shared";
    return sqliteFaults[error.errcode & 0xff] ?? null;
  }
  if ("code" in error && typeof error.code === "string" && fileFaults.has(error.code)) {
    return "data-folder-unwritable";
  }
  return null;
}
