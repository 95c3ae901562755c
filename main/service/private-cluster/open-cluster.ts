import { spawn } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { userInfo } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { ok, refused } from "../../../preload/contract/result.ts";
import type { Result } from "../../../preload/contract/result.ts";
import { database, makeCluster, role } from "./make-cluster.ts";
import { ownersName, runningPostmaster } from "./postmaster.ts";
import { clusterUser, postgresqlPrograms } from "./programs.ts";
import type { ClusterUser } from "./programs.ts";

/**
 * Why there is no private cluster. `postgresql-missing`: PostgreSQL or its user isn't installed, or not in the version
 * that made the cluster; `in-use`: a service of another process has it; `folder-closed`: its user can't reach the
 * folder; `path-long`: the socket's path would be; `failed`: see `postgresql/log/` or the complaint.
 */
export interface ClusterFault {
  readonly cluster: "postgresql-missing" | "in-use" | "folder-closed" | "path-long" | "failed";
  readonly complaint?: string;
}

export interface PrivateCluster {
  /** The folder of its socket, to which it alone listens. */
  readonly socket: string;
  readonly database: string;
  readonly user: string;
  /** Stops it, if this process has started it. */
  stop(): Promise<void>;
  /** Called where it ends without being stopped. */
  onEnd(ended: () => void): void;
}

/** The longest path of a socket is 107 bytes. */
const longestFolder = 107 - "/.s.PGSQL.5432".length;
const lookMs = 25;
/** A postmaster that ends writes all that it has in memory first. */
const endingPatienceMs = 60_000;
const startingPatienceMs = 120_000;

/**
 * The private PostgreSQL cluster of the data folder `dataDir`, started and made where it isn't. It belongs to the process
 * that started it and ends with it; one whose process was killed is stopped first. A command takes the one of a running
 * service; a service waits `ownersPatienceMs` for the process that has it to end.
 */
export async function openCluster(
  dataDir: string,
  purpose: "service" | "command",
  ownersPatienceMs = 5_000,
): Promise<Result<PrivateCluster, ClusterFault>> {
  const user = clusterUser();
  const folder = path.join(dataDir, "postgresql");
  const [cluster, socket] = [path.join(folder, "cluster"), path.join(folder, "run")];
  if (user === null) return refused({ cluster: "postgresql-missing" });
  if (Buffer.byteLength(socket) > longestFolder) return refused({ cluster: "path-long" });
  makeFolders(dataDir, folder, user);
  const found = await whenFree(cluster, purpose, ownersPatienceMs);
  if (found === "in-use") return refused({ cluster: "in-use" });
  const rest = { socket, database, user: role };
  if (found === "adopted") {
    return ok({ ...rest, stop: () => Promise.resolve(), onEnd: () => undefined });
  }
  const programs = postgresqlPrograms(versionOf(cluster));
  if (programs === null) return refused({ cluster: "postgresql-missing" });
  if (!existsSync(cluster)) {
    const complaint = makeCluster(folder, programs, user);
    if (complaint !== null) return refused({ cluster: faultFrom(complaint), complaint });
  }
  const started = await start(folder, programs, user);
  if (started !== null) return ok({ ...rest, ...started });
  // Another process was faster.
  if (runningPostmaster(cluster) !== null) return openCluster(dataDir, purpose, ownersPatienceMs);
  return refused({ cluster: "failed" });
}

function versionOf(cluster: string): string | null {
  const file = path.join(cluster, "PG_VERSION");
  return existsSync(file) ? readFileSync(file, "utf8").trim() : null;
}

/** The folders of root's cluster are its user's, below a folder that this user may pass through. */
function makeFolders(dataDir: string, folder: string, user: ClusterUser): void {
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  const isOther = userInfo().uid !== user.uid;
  if (isOther) {
    chmodSync(dataDir, 0o711);
    chmodSync(folder, 0o711);
  }
  for (const name of ["run", "log"]) {
    const own = path.join(folder, name);
    mkdirSync(own, { recursive: true, mode: 0o700 });
    // A hardened unit may not even give a file to its own user.
    if (isOther) chownSync(own, user.uid, user.gid);
  }
  // The machine's users are known by the kernel's word: no password is kept anywhere.
  const { username } = userInfo();
  const map = [role, "postgres"].map((name) => `service "${username}" ${name}\n`).join("");
  writeFileSync(path.join(folder, "ident.conf"), map, { mode: 0o644 });
  writeFileSync(path.join(folder, "hba.conf"), "local all all peer map=service\n", { mode: 0o644 });
}

function faultFrom(complaint: string): ClusterFault["cluster"] {
  return complaint.includes("Permission denied") ? "folder-closed" : "failed";
}

async function whenFree(
  cluster: string,
  purpose: "service" | "command",
  ownersPatienceMs: number,
): Promise<"free" | "adopted" | "in-use"> {
  const begunAt = performance.now();
  let isStopped = false;
  for (;;) {
    const running = runningPostmaster(cluster);
    if (running === null) return "free";
    if (running.isOwned && running.isReady && purpose === "command") return "adopted";
    if (!running.isOwned && !isStopped) process.kill(running.pid, "SIGINT");
    isStopped ||= !running.isOwned;
    const patienceMs = isStopped ? endingPatienceMs : ownersPatienceMs;
    if (performance.now() - begunAt > patienceMs) return "in-use";
    await pause(lookMs);
  }
}

async function start(
  folder: string,
  programs: string,
  user: ClusterUser,
): Promise<Pick<PrivateCluster, "stop" | "onEnd"> | null> {
  const cluster = path.join(folder, "cluster");
  const [program, ...words] = [...user.prefix, path.join(programs, "postgres")];
  const settings = settingsOf(folder).flatMap((setting) => ["-c", setting]);
  const child = spawn(program, [...words, "-D", cluster, ...settings], {
    // Ctrl-C at the terminal reaches the service alone, which stops the cluster when it has finished.
    ...{ stdio: "ignore", cwd: "/", detached: true, env: { PATH: process.env["PATH"] } },
  });
  const { promise: gone, resolve } = Promise.withResolvers<undefined>();
  child.once("exit", () => {
    resolve(undefined);
  });
  child.once("error", () => {
    resolve(undefined);
  });
  const giveUpAt = performance.now() + startingPatienceMs;
  for (;;) {
    const running = runningPostmaster(cluster);
    if (running?.pid === child.pid && running?.isReady === true) break;
    const isGone = child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
    if (isGone || performance.now() > giveUpAt) {
      child.kill("SIGQUIT");
      return null;
    }
    await pause(lookMs);
  }
  let isStopping = false;
  return {
    async stop() {
      isStopping = true;
      child.kill("SIGINT");
      await gone;
    },
    onEnd(ended) {
      void gone.then(() => {
        if (!isStopping) ended();
      });
    },
  };
}

/** The log of a week, without what was in a statement or a row. */
function settingsOf(folder: string): readonly string[] {
  return [
    ownersName(),
    "listen_addresses=",
    `unix_socket_directories=${path.join(folder, "run")}`,
    "unix_socket_permissions=0700",
    `hba_file=${path.join(folder, "hba.conf")}`,
    `ident_file=${path.join(folder, "ident.conf")}`,
    "timezone=UTC",
    "logging_collector=on",
    `log_directory=${path.join(folder, "log")}`,
    "log_filename=postgresql-%a.log",
    "log_truncate_on_rotation=on",
    "log_rotation_size=0",
    "log_checkpoints=off",
    "log_error_verbosity=terse",
    "log_min_error_statement=panic",
    "log_parameter_max_length=0",
    "log_parameter_max_length_on_error=0",
  ];
}
