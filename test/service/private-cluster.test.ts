/** The service's own PostgreSQL: made, started, stopped, and found again after a power cut of any of its processes. */
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Client } from "pg";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { openCluster } from "../../main/service/private-cluster/open-cluster.ts";
import type { PrivateCluster } from "../../main/service/private-cluster/open-cluster.ts";
import { runningPostmaster } from "../../main/service/private-cluster/postmaster.ts";
import { postgresqlPrograms } from "../../main/service/private-cluster/programs.ts";
import { dataFolder } from "./data-folder.ts";

/** A cluster that was made once, as initdb takes its time. */
const made = mkdtempSync(join(tmpdir(), "service-"));

beforeAll(async () => {
  const cluster = await openCluster(made, "service");
  if (cluster.ok) await cluster.value.stop();
});
afterAll(() => {
  rmSync(made, { recursive: true });
});

function madeBefore(): string {
  const dataDir = dataFolder();
  execFileSync("cp", ["-a", "--reflink=auto", join(made, "postgresql"), dataDir]);
  return dataDir;
}

const clusterOf = (dataDir: string) => join(dataDir, "postgresql", "cluster");

async function opened(dataDir: string, purpose: "service" | "command" = "service") {
  const cluster = await openCluster(dataDir, purpose);
  if (!cluster.ok) throw new Error(JSON.stringify(cluster.refusal));
  onTestFinished(() => cluster.value.stop());
  return cluster.value;
}

async function ask(cluster: PrivateCluster, query: string): Promise<unknown> {
  const { socket: host, database, user } = cluster;
  const client = new Client({ host, database, user });
  await client.connect();
  try {
    return Object.values(((await client.query(query)).rows[0] as object | undefined) ?? {})[0];
  } finally {
    await client.end();
  }
}

/** A process of its own that has opened the cluster, to be killed. */
async function openedElsewhere(dataDir: string) {
  const program = join(import.meta.dirname, "open-cluster-program.ts");
  const child = spawn(process.execPath, [program, dataDir], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  await once(child.stdout, "data");
  return child;
}

async function gone(pid: number): Promise<void> {
  while (readdirSync("/proc").includes(String(pid))) await pause(20);
}

test("closed to the network and to other users, and what it holds is kept over the next start", async () => {
  const dataDir = madeBefore();
  const first = await opened(dataDir);
  await ask(first, "create table kept as select 7 as n");
  expect(await ask(first, "show listen_addresses")).toBe("");
  expect(await ask(first, "show data_checksums")).toBe("on");
  expect(await ask(first, "select rolsuper from pg_roles where rolname = current_user")).toBe(
    false,
  );
  const other = new Client({ host: first.socket, database: first.database, user: "nobody" });
  await expect(other.connect()).rejects.toThrow();
  expect(statSync(clusterOf(dataDir)).mode & 0o077).toBe(0);
  await first.stop();
  expect(runningPostmaster(clusterOf(dataDir))).toBeNull();
  expect(await ask(await opened(dataDir), "select n from kept")).toBe(7);
});

test("a command takes a running service's cluster, and leaves it running; another service doesn't", async () => {
  const dataDir = madeBefore();
  const own = await opened(dataDir);
  const adopted = await opened(dataDir, "command");
  await adopted.stop();
  expect(await ask(own, "select 1")).toBe(1);
  expect(await openCluster(dataDir, "service", 0)).toEqual({
    ok: false,
    refusal: { cluster: "in-use" },
  });
});

test("it ends with a service that is killed, and the next one finds what was committed", async () => {
  const dataDir = madeBefore();
  const service = await openedElsewhere(dataDir);
  const postmaster = runningPostmaster(clusterOf(dataDir));
  expect(postmaster).toMatchObject({ isReady: true, isOwned: true });
  const beside = await opened(dataDir, "command");
  await ask(beside, "create table kept as select 8 as n");
  service.kill("SIGKILL");
  const next = await opened(dataDir);
  expect(runningPostmaster(clusterOf(dataDir))?.pid).not.toBe(postmaster?.pid);
  expect(await ask(next, "select n from kept")).toBe(8);
});

test("killed with its service, it recovers; the file that is left names no process", async () => {
  const dataDir = madeBefore();
  const service = await openedElsewhere(dataDir);
  const { pid = 0 } = runningPostmaster(clusterOf(dataDir)) ?? {};
  expect(pid).toBeGreaterThan(0);
  process.kill(pid, "SIGKILL");
  service.kill("SIGKILL");
  await gone(pid);
  expect(readFileSync(join(clusterOf(dataDir), "postmaster.pid"), "utf8")).toMatch(/^\d+\n/);
  expect(await ask(await opened(dataDir), "select 1")).toBe(1);
});

test("its service is told when it ends by itself", async () => {
  const dataDir = madeBefore();
  const cluster = await opened(dataDir);
  const ended = new Promise<void>((resolve) => {
    cluster.onEnd(resolve);
  });
  process.kill(runningPostmaster(clusterOf(dataDir))?.pid ?? 0, "SIGQUIT");
  await ended;
});

test("made at the first start: what a killed initdb has left is removed, and what a running one makes isn't", async () => {
  const dataDir = dataFolder();
  const folder = join(dataDir, "postgresql");
  mkdirSync(join(folder, "unfinished-4000001"), { recursive: true });
  mkdirSync(join(folder, "unfinished-1"));
  const cluster = await opened(dataDir);
  expect(await ask(cluster, "select 1")).toBe(1);
  expect(readdirSync(folder)).not.toContain("unfinished-4000001");
  expect(readdirSync(folder)).toContain("unfinished-1");
});

test("refused in words of its own: a path too long for a socket, a version that isn't installed", async () => {
  const long = join(dataFolder(), "x".repeat(90));
  expect(await openCluster(long, "service")).toMatchObject({ refusal: { cluster: "path-long" } });
  expect(postgresqlPrograms("1")).toBeNull();
  expect(postgresqlPrograms(null, dataFolder())).toBeNull();
});
