import { spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { userInfo } from "node:os";
import path from "node:path";
import type { ClusterUser } from "./programs.ts";

/** The database of the service in a private cluster, and its owner, who may do nothing else. */
export const database = "otp_enrolment";
export const role = "otp_service";

const unfinished = "unfinished-";

/**
 * Makes the cluster in `folder`/cluster, whole or not at all: it gets its name when it is finished. One that another
 * process has made meanwhile is taken. Answers what PostgreSQL complained about, or null.
 */
export function makeCluster(folder: string, programs: string, user: ClusterUser): string | null {
  removeUnfinished(folder);
  const made = path.join(folder, `${unfinished}${String(process.pid)}`);
  mkdirSync(made, { mode: 0o700 });
  if (userInfo().uid !== user.uid) chownSync(made, user.uid, user.gid);
  const form = ["--encoding=UTF8", "--locale=C", "--data-checksums", "--auth=reject", "--no-sync"];
  const complaint =
    run(user, [path.join(programs, "initdb"), "-D", made, "-U", "postgres", ...form], "") ??
    run(
      user,
      [path.join(programs, "postgres"), "--single", "-F", "-D", made, "postgres"],
      // A statement a line. The owner of the database makes its tables.
      `create role ${role} login;\ncreate database ${database} owner ${role};\n`,
    ) ??
    // All at once: a thousand files, each synced by itself, take many seconds.
    run(user, ["sync", "--file-system", made], "");
  if (complaint === null) {
    try {
      renameSync(made, path.join(folder, "cluster"));
    } catch (error) {
      if (!existsSync(path.join(folder, "cluster", "PG_VERSION"))) throw error;
    }
  }
  rmSync(made, { recursive: true, force: true });
  return complaint;
}

/** What processes that were killed have left. */
function removeUnfinished(folder: string): void {
  for (const name of readdirSync(folder)) {
    const pid = name.startsWith(unfinished) ? name.slice(unfinished.length) : null;
    if (pid === null || existsSync(`/proc/${pid}`)) continue;
    rmSync(path.join(folder, name), { recursive: true, force: true });
  }
}

function run(user: ClusterUser, command: readonly string[], input: string): string | null {
  const [program = "", ...words] = [...user.prefix, ...command];
  const { status, stderr, error } = spawnSync(program, words, {
    ...{ input, encoding: "utf8", cwd: "/", env: { PATH: process.env["PATH"] } },
    stdio: ["pipe", "ignore", "pipe"],
  });
  return status === 0 ? null : stderr || (error?.message ?? "it was killed");
}
