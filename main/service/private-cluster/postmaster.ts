import { readFileSync } from "node:fs";
import path from "node:path";

/** The process that serves a cluster. */
export interface Postmaster {
  readonly pid: number;
  /** Whether it takes connections. */
  readonly isReady: boolean;
  /** Whether the process that started it is still there. */
  readonly isOwned: boolean;
}

/** The beginning of a private cluster's name; the id of the process that started it follows. */
const namePrefix = "otp-enrolment-service-";

/** The argument by which a postmaster tells who started it. */
export function ownersName(pid = process.pid): string {
  return `cluster_name=${namePrefix}${String(pid)}`;
}

/** The process that serves the cluster in the folder `cluster`; null: none does, whatever a file says that is left. */
export function runningPostmaster(cluster: string): Postmaster | null {
  // The lines of the file: pid, folder, start, port, socket's folder, address, shared memory, state.
  const lines = textOf(path.join(cluster, "postmaster.pid"))?.split("\n");
  const pid = Number(lines?.[0]);
  if (lines === undefined || !Number.isSafeInteger(pid) || pid <= 0) return null;
  const words = textOf(`/proc/${String(pid)}/cmdline`)?.split("\0") ?? [];
  // Another process may have got the number of one that is gone.
  if (!words.includes(cluster)) return null;
  const owner = words.find((word) => word.startsWith(ownersName(0).slice(0, -1)));
  const status = textOf(`/proc/${String(pid)}/status`) ?? "";
  const parent = /^PPid:\s*(\d+)$/m.exec(status)?.[1];
  return {
    pid,
    isReady: lines[7]?.trim() === "ready",
    isOwned: parent !== undefined && owner === ownersName(Number(parent)),
  };
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}
