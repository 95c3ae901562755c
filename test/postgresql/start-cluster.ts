import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { openCluster } from "../../main/service/private-cluster/open-cluster.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The folder of the socket of the tests' own PostgreSQL. */
    postgresqlSocket: string;
  }
}

/** A cluster for all files of a run, stopped at its end; each test has a database of its own in it. */
export default async function startCluster(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(path.join(tmpdir(), "kiosk-pg-"));
  const cluster = await openCluster(folder, "service");
  if (!cluster.ok) throw new Error(`${cluster.refusal.cluster} ${cluster.refusal.complaint ?? ""}`);
  project.provide("postgresqlSocket", cluster.value.socket);
  return async () => {
    await cluster.value.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
