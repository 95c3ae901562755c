import fs from "node:fs";

/** `f_type` of statfs(2), from linux/magic.h: file systems whose locks depend on other machines or programs. */
const shared: ReadonlySet<number> = new Set([
  0x6969, // NFS
  0x517b, // SMB
  0xff534d42, // CIFS
  0xfe534d42, // SMB 2 and later
  0x65735546, // FUSE: sshfs, NTFS-3G, a cloud's folder
  0x01021997, // 9P
  0x5346414f, // AFS
  0x00c36400, // Ceph
]);

/**
 * Whether the folder `path` is on a file system where SQLite's write-ahead log isn't safe: it needs memory shared by
 * all processes, and reliable locks (https://sqlite.org/wal.html, https://sqlite.org/lockingv3.html).
 */
export function isOnSharedFileSystem(path: string): boolean {
  return shared.has(fs.statfsSync(path).type >>> 0);
}
