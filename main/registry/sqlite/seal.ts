import { createHash } from "node:crypto";
import { appendFileSync, closeSync, openSync, readSync, statSync, truncateSync } from "node:fs";
import type { BackupSeal } from "../../core/ports/registry-files.ts";

/* A backup's seal is appended to its database in the same file: SQLite reads only the pages that the header counts. */

const begin = "otp-kiosk-backup 1 ";
const form = new RegExp(`^${begin}([0-9a-f]{64})\n$`);
const length = begin.length + 64 + 1;

/** Appends a seal to the file at `path`; `mac` gives 64 hex digits. */
export function putSealOn(path: string, mac: (digest: string) => string): void {
  appendFileSync(path, `${begin}${mac(digestOf(path))}\n`);
}

/** Cuts the seal off the file at `path`; null: it has none, and stays unchanged. */
export function takeSealOff(path: string): BackupSeal | null {
  const { size } = statSync(path);
  const last = Buffer.alloc(length);
  const file = openSync(path, "r");
  try {
    readSync(file, last, 0, length, Math.max(0, size - length));
  } finally {
    closeSync(file);
  }
  const [, mac] = form.exec(last.toString("latin1")) ?? [];
  if (mac === undefined) return null;
  truncateSync(path, size - length);
  return { digest: digestOf(path), mac };
}

function digestOf(path: string): string {
  const hash = createHash("sha256");
  const part = Buffer.alloc(1 << 20);
  const file = openSync(path, "r");
  try {
    for (let read = readSync(file, part); read > 0; read = readSync(file, part)) {
      hash.update(part.subarray(0, read));
    }
  } finally {
    closeSync(file);
  }
  return hash.digest("hex");
}
