import { randomBytes } from "node:crypto";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { ServiceStores } from "../../../main/compose/service-stores.ts";
import { openPostOffice } from "../day-mail.ts";
import type { PostOffice } from "../day-mail.ts";
import { openBank } from "./bank.ts";
import { databasePair } from "./database-pair.ts";
import type { DatabasePair } from "./database-pair.ts";
import { databaseServer } from "./database-server.ts";
import { openLink } from "./link.ts";
import type { Link } from "./link.ts";
import { runService } from "./service-runner.ts";
import type { ServiceRunner } from "./service-runner.ts";
import { smallDisk } from "./small-disk.ts";
import type { SmallDisk } from "./small-disk.ts";

/** A bank's network on this machine, but for its kiosks. */
export interface NetworkWorld {
  readonly folder: string;
  readonly databases: DatabasePair;
  readonly services: readonly ServiceRunner[];
  /** From kiosks to each service. */
  readonly kioskLinks: readonly Link[];
  readonly post: PostOffice;
  readonly disk: SmallDisk | null;
  readonly bank: ServiceStores;
}

const services = 2;
const [database, role] = ["otp_enrolment", "otp_service"];

/** Works in a new world, and leaves nothing of it. null: this machine has no PostgreSQL. */
export async function inNetwork<T>(
  isSync: boolean,
  work: (world: NetworkWorld) => Promise<T>,
): Promise<T | null> {
  const folder = mkdtempSync(path.join(tmpdir(), "soak-net-"));
  // PostgreSQL's own user goes through it, where root runs this.
  chmodSync(folder, 0o711);
  await using ends = new AsyncDisposableStack();
  ends.defer(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const disk = smallDisk(path.join(folder, "small"));
  ends.defer(() => disk?.remove());
  const password = randomBytes(16).toString("hex");
  const a = databaseServer({ folder, password }, "a", disk?.folder);
  const b = databaseServer({ folder, password }, "b");
  if (a === null || b === null) return null;
  const databases = await databasePair([a, b], services, isSync);
  ends.defer(() => databases.close());
  const primary = databases.primary();
  await primary.ask(`create role ${role} login password '${password}'`);
  await primary.ask(`create database ${database} owner ${role}`, 60_000);
  await primary.ask(`grant pg_monitor to ${role}`);
  const post = await openPostOffice();
  ends.defer(() => post.close());

  writeFileSync(path.join(folder, "password"), `${password}\n`, { mode: 0o600 });
  const running: ServiceRunner[] = [];
  ends.defer(async () => {
    await Promise.all(running.map((service) => service.close()));
  });
  for (let number = 0; number < services; number += 1) {
    const name = `service-${String(number + 1)}`;
    const hosts = [a, b].map(
      (server) => `127.0.0.1:${String(databases.linkTo(number, server).port)}`,
    );
    const [first] = running;
    // All services of a bank have the same ring of keys, and here the same identity, which kiosks pin.
    if (first !== undefined) shareKeys(first.dataDir, path.join(folder, name));
    const service = runService(folder, name, {
      demo: true,
      service: { name, listen: { host: "127.0.0.1", port: 0 }, metricsPort: 0 },
      database: { hosts, name: database, user: role, passwordFile: "password" },
      mail: { smtp: { host: "127.0.0.1", port: post.port, security: "none" } },
    });
    running.push(service);
    await service.ready();
  }
  const kioskLinks: Link[] = [];
  ends.defer(async () => {
    await Promise.all(kioskLinks.map((link) => link.close()));
  });
  for (const service of running) {
    const target = () => {
      const port = service.port();
      return port === null ? null : { host: "127.0.0.1", port };
    };
    kioskLinks.push(await openLink(target));
  }
  const [first] = running;
  if (first === undefined) throw new Error("There is no service");
  const bank = await openBank(first);
  ends.defer(() => bank[Symbol.asyncDispose]());
  return await work({ folder, databases, services: running, kioskLinks, post, disk, bank });
}

function shareKeys(from: string, to: string): void {
  for (const file of ["keys/ring", "tls/service.pem"]) {
    mkdirSync(path.dirname(path.join(to, file)), { recursive: true, mode: 0o700 });
    cpSync(path.join(from, file), path.join(to, file));
  }
}
