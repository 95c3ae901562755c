import { execFile, spawn, spawnSync } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chownSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import pg from "pg";
import { familyOf } from "../processes.ts";
import { clusterUser, postgresqlPrograms } from "../../../main/service/private-cluster/programs.ts";

/** One PostgreSQL of the soak, with a socket that only this test can get to. */
export interface DatabaseServer {
  readonly name: "a" | "b";
  /** Of its socket, for a link. */
  readonly socket: string;
  /** Makes it anew, empty. */
  make(): void;
  /** Makes it anew as a copy of `primary`, which it then follows over the link at `port`. */
  copy(primary: DatabaseServer, port: number): Promise<void>;
  start(): Promise<void>;
  /** SIGKILL to all of its processes at once, as a power cut has it. */
  kill(): Promise<void>;
  /** SIGSTOP or SIGCONT to all of its processes. */
  signal(name: "SIGSTOP" | "SIGCONT"): void;
  isRunning(): boolean;
  /** One statement as its administrator; rejects after `limitMs`. */
  ask(statement: string, limitMs?: number): Promise<readonly Record<string, unknown>[]>;
}

/** What all databases of a soak share. */
export interface DatabasePlace {
  readonly folder: string;
  readonly password: string;
}

const startMs = 120_000;
/** The last messages of a server that doesn't start. */
const wordsOfLog = 2_000;

/** null: PostgreSQL isn't installed. */
export function databaseServer(
  place: DatabasePlace,
  name: "a" | "b",
  dataIn = place.folder,
): DatabaseServer | null {
  const [user, programs] = [clusterUser(), postgresqlPrograms(null)];
  if (user === null || programs === null) return null;
  const [data, socketFolder] = [path.join(dataIn, `data-${name}`), path.join(place.folder, name)];
  const passwordFile = path.join(place.folder, "postgres.password");
  let child: ChildProcess | null = null;
  const env = { PATH: process.env["PATH"] ?? "", PGPASSWORD: place.password };
  const command = (program: string, words: readonly string[]) => {
    const [first, ...rest] = [...user.prefix, path.join(programs, program), ...words];
    return [first ?? "", rest, { cwd: "/", env, encoding: "utf8" }] as const;
  };
  const emptied = (): void => {
    rmSync(data, { recursive: true, force: true });
    for (const own of [data, socketFolder]) {
      mkdirSync(own, { recursive: true, mode: 0o700 });
      chownSync(own, user.uid, user.gid);
    }
  };
  /** The postmaster, and its children, which have sessions of their own. */
  const processes = (): readonly number[] => {
    const pid = child?.pid;
    if (pid === undefined || child?.exitCode !== null || child.signalCode !== null) return [];
    return familyOf(pid);
  };
  const signalAll = (signal: NodeJS.Signals): void => {
    for (const pid of processes()) {
      try {
        process.kill(pid, signal);
      } catch {
        // It has ended since.
      }
    }
  };
  const ask: DatabaseServer["ask"] = async (statement, limitMs = 5_000) => {
    const client = new pg.Client({
      ...{ host: socketFolder, user: "postgres", password: place.password, database: "postgres" },
      ...{ connectionTimeoutMillis: limitMs, query_timeout: limitMs },
    });
    client.on("error", () => undefined);
    try {
      await client.connect();
      return (await client.query<Record<string, unknown>>(statement)).rows;
    } finally {
      void client.end().catch(() => undefined);
    }
  };
  return {
    name,
    socket: path.join(socketFolder, ".s.PGSQL.5432"),
    make() {
      emptied();
      writeFileSync(passwordFile, place.password, { mode: 0o600 });
      chownSync(passwordFile, user.uid, user.gid);
      const form = ["--encoding=UTF8", "--locale=C", "--data-checksums", "--no-sync"];
      // Nobody else is here, and SCRAM's thousands of rounds for each connection would be most of the work.
      const who = ["-U", "postgres", "--auth=md5", `--pwfile=${passwordFile}`];
      const { status, stderr } = spawnSync(...command("initdb", ["-D", data, ...form, ...who]));
      if (status !== 0) throw new Error(stderr);
    },
    async copy(primary, port) {
      emptied();
      const words = ["-D", data, "-h", path.dirname(primary.socket), "-U", "postgres"];
      const how = ["--checkpoint=fast", "--wal-method=stream", "--no-sync", "--no-manifest"];
      const [program, rest, options] = command("pg_basebackup", [...words, ...how]);
      await promisify(execFile)(program, rest, options);
      const from = `host=127.0.0.1 port=${String(port)} user=postgres password=${place.password} application_name=${name} connect_timeout=2`;
      writeFileSync(
        path.join(data, "postgresql.auto.conf"),
        `primary_conninfo = '${from}'\nsynchronous_standby_names = ''\n`,
      );
      writeFileSync(path.join(data, "standby.signal"), "");
      chownSync(path.join(data, "standby.signal"), user.uid, user.gid);
    },
    async start() {
      const settings = [
        "listen_addresses=",
        `unix_socket_directories=${socketFolder}`,
        // Processes are killed here, and the machine is not.
        "fsync=off",
        ...["max_connections=60", "max_wal_senders=6", "wal_receiver_status_interval=1s"],
        ...[
          "wal_sender_timeout=5s",
          "wal_receiver_timeout=5s",
          "wal_retrieve_retry_interval=500ms",
        ],
        ...[
          "wal_keep_size=64MB",
          "max_wal_size=96MB",
          "min_wal_size=32MB",
          "hot_standby=on",
          "shared_buffers=64MB",
          "timezone=UTC",
        ],
        ...["logging_collector=off", "log_checkpoints=off"],
      ].flatMap((setting) => ["-c", setting]);
      const [program, words, options] = command("postgres", ["-D", data, ...settings]);
      const started = spawn(program, words, { ...options, stdio: ["ignore", "ignore", "pipe"] });
      child = started;
      let said = "";
      started.stderr.on("data", (part: Buffer) => {
        said = (said + part.toString()).slice(-wordsOfLog);
      });
      const until = performance.now() + startMs;
      for (;;) {
        if (await ask("select 1").then(Boolean, () => false)) return;
        if (started.exitCode !== null || performance.now() > until) throw new Error(said);
        await pause(50);
      }
    },
    async kill() {
      const running = child;
      if (running === null || processes().length === 0) return;
      const ended = once(running, "exit");
      // First all stop, so that none of them sees another one die.
      signalAll("SIGSTOP");
      signalAll("SIGKILL");
      await ended;
    },
    signal: signalAll,
    isRunning: () => processes().length > 0,
    ask,
  };
}
