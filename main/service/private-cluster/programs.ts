import { existsSync, readFileSync, readdirSync } from "node:fs";
import { userInfo } from "node:os";
import path from "node:path";

const debians = "/usr/lib/postgresql";

/**
 * The folder of Debian's PostgreSQL programs: of the major version `version`, or of the newest one; null: it isn't
 * installed.
 */
export function postgresqlPrograms(version: string | null, root = debians): string | null {
  const versions = existsSync(root) ? readdirSync(root) : [];
  const [newest] = versions
    .filter((name) => existsSync(path.join(root, name, "bin", "initdb")))
    .sort((a, b) => Number(b) - Number(a));
  const chosen = version === null ? newest : versions.find((name) => name === version);
  return chosen === undefined ? null : path.join(root, chosen, "bin");
}

/** The user as whom PostgreSQL runs. */
export interface ClusterUser {
  readonly uid: number;
  readonly gid: number;
  /** The words before a program that start it as this user. It gets SIGINT when this process dies, however it does. */
  readonly prefix: readonly string[];
}

/** Oneself; PostgreSQL refuses to run as root, so that root takes Debian's user `postgres`; null: there is none. */
export function clusterUser(passwd = "/etc/passwd"): ClusterUser | null {
  const { uid, gid } = userInfo();
  // A fast shutdown: what is committed stays, what isn't is rolled back.
  const dies = ["setpriv", "--pdeathsig", "INT"];
  if (uid !== 0) return { uid, gid, prefix: dies };
  const entry = /^postgres:[^:]*:(\d+):(\d+):/m.exec(readFileSync(passwd, "utf8"));
  if (entry === null) return null;
  const [, user = "", group = ""] = entry;
  const becomes = ["--reuid", user, "--regid", group, "--clear-groups"];
  return { uid: Number(user), gid: Number(group), prefix: [...dies, ...becomes] };
}
