import { setTimeout as pause } from "node:timers/promises";
import type { DatabasePair } from "./database-pair.ts";
import type { Link, LinkState } from "./link.ts";
import type { SmallDisk } from "./small-disk.ts";
import type { ServiceRunner } from "./service-runner.ts";

/** What a fault can get at. */
export interface FaultPlace {
  readonly databases: DatabasePair;
  readonly services: readonly ServiceRunner[];
  /** From kiosks to each service. */
  readonly kioskLinks: readonly Link[];
  /** null: no disk here can be filled. */
  readonly disk: SmallDisk | null;
  /** That a primary is killed now. */
  readonly killsPrimary: () => void;
}

/** A fault from its beginning to its end; false: it can't be made here. */
export type Fault = (place: FaultPlace) => Promise<unknown>;

const followsWithinMs = 20_000;
const givenUpMs = 60_000;

function between(least: number, most: number): number {
  return least + Math.random() * (most - least);
}

function anyOf<T>(list: readonly T[]): T {
  const found = list[Math.floor(Math.random() * list.length)];
  if (found === undefined) throw new Error("There is none");
  return found;
}

async function serviceKilled({ services }: FaultPlace): Promise<void> {
  const service = anyOf(services);
  service.signal("SIGKILL");
  await startsAgain(service);
}

async function startsAgain(service: ServiceRunner): Promise<void> {
  while (service.port() !== null) await pause(20);
  await service.ready();
}

async function serviceStopped({ services }: FaultPlace): Promise<void> {
  const service = anyOf(services);
  service.signal("SIGSTOP");
  await pause(between(2_000, 9_000));
  service.signal("SIGCONT");
}

/** As for a new version: one after the other, in order. An older version that can be started isn't there yet. */
async function servicesExchanged({ services }: FaultPlace): Promise<void> {
  for (const service of services) {
    await service.exchange();
    await startsAgain(service);
    await pause(1_000);
  }
}

async function primaryKilled({ databases, killsPrimary }: FaultPlace): Promise<void> {
  const promoted = databases.promotions.length;
  killsPrimary();
  await databases.primary().kill();
  await promotion(databases, promoted);
  await pause(between(500, 4_000));
}

/** It comes back after its standby was promoted, and is asked by nobody. */
async function primaryStopped({ databases }: FaultPlace): Promise<void> {
  const promoted = databases.promotions.length;
  const former = databases.primary();
  former.signal("SIGSTOP");
  await promotion(databases, promoted);
  await pause(between(0, 3_000));
  former.signal("SIGCONT");
  await pause(between(1_000, 4_000));
}

/** Too short for a promotion. */
async function primaryPauses({ databases }: FaultPlace): Promise<void> {
  const primary = databases.primary();
  primary.signal("SIGSTOP");
  await pause(between(300, 900));
  primary.signal("SIGCONT");
}

async function standbyKilled({ databases }: FaultPlace): Promise<void> {
  await databases.other().kill();
  await pause(between(2_000, 5_000));
}

async function promotion(databases: DatabasePair, before: number): Promise<void> {
  for (let looks = 0; databases.promotions.length === before; looks += 1) {
    if (looks > 3_600) throw new Error("Nobody promoted the standby");
    await pause(50);
  }
}

async function whileLink(
  link: Link,
  state: LinkState,
  leastMs: number,
  mostMs: number,
): Promise<void> {
  link.set(state);
  await pause(between(leastMs, mostMs));
  link.set("well");
}

function toService(state: () => LinkState): Fault {
  return ({ kioskLinks }) => whileLink(anyOf(kioskLinks), state(), 2_000, 8_000);
}

function toDatabase(state: () => LinkState): Fault {
  return ({ databases, services }) => {
    const service = Math.floor(Math.random() * services.length);
    return whileLink(databases.linkTo(service, databases.primary()), state(), 2_000, 8_000);
  };
}

function toStandby(state: () => LinkState): Fault {
  return ({ databases }) =>
    whileLink(databases.replicationOf(databases.primary()), state(), 2_000, 8_000);
}

/** Of the primary, or of the standby: one of the two has a small disk. */
async function diskFull({ disk }: FaultPlace): Promise<boolean> {
  if (disk === null) return false;
  const empty = disk.fill();
  await pause(between(2_000, 6_000));
  empty();
  return true;
}

/**
 * Waits until the pair is whole again; where a standby was promoted, has ended or doesn't follow any more, the former
 * primary or the standby is made anew.
 */
export async function makeWhole(databases: DatabasePair): Promise<void> {
  const until = performance.now() + followsWithinMs;
  for (;;) {
    const isStandby = !databases.needsRebuild() && databases.other().isRunning();
    if (isStandby && databases.isInSync()) return;
    const isPrimaryWell = await databases
      .primary()
      .ask("select 1", 1_000)
      .then(Boolean, () => false);
    // The watch has to promote first.
    if (isPrimaryWell && (!isStandby || performance.now() > until)) {
      await databases.rebuild();
      return;
    }
    if (performance.now() > until + givenUpMs) throw new Error("The databases don't get whole");
    await pause(200);
  }
}

const late = () => between(50, 400);

/** By name, each of which is met about as often. */
export const faults: Readonly<Record<string, Fault>> = {
  "service killed": serviceKilled,
  "service stopped for a while": serviceStopped,
  "services exchanged": servicesExchanged,
  "primary killed": primaryKilled,
  "primary stopped and fenced": primaryStopped,
  "primary stopped for a moment": primaryPauses,
  "standby killed": standbyKilled,
  "kiosks cut off from a service": toService(() => "cut"),
  "kiosks' link half open": toService(() => "silent"),
  "kiosks' link slow": toService(late),
  "service cut off from the primary": toDatabase(() => "cut"),
  "database link half open": toDatabase(() => "silent"),
  "database link slow": toDatabase(() => between(5, 40)),
  "standby cut off": toStandby(() => "cut"),
  "standby's link half open": toStandby(() => "silent"),
  "standby's link slow": toStandby(late),
  "disk full": diskFull,
};
