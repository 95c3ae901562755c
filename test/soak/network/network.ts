import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import {
  approveKiosks,
  brokenChains,
  endLeases,
  lookIntoBank,
  registerCustomers,
  strangeSecrets,
  unsentMails,
} from "./bank.ts";
import { branchKiosk } from "./branch-kiosk.ts";
import type { BranchKiosk } from "./branch-kiosk.ts";
import { brokenByHistory } from "./check-history.ts";
import { lostOrDoubled } from "./check-rows.ts";
import type { Customer } from "./customer.ts";
import { faults, makeWhole } from "./faults.ts";
import type { FaultPlace } from "./faults.ts";
import { figureLines, servedAfter } from "./figures.ts";
import type { Deed } from "./history.ts";
import { customersCome } from "./lobby.ts";
import { mailsLost, unlikeLifeCycle } from "./replay.ts";
import { inNetwork } from "./world.ts";
import type { NetworkWorld } from "./world.ts";

/** How much of it. */
export interface NetworkPlan {
  readonly kiosks: number;
  readonly seconds: number;
  /** Between two customers at a kiosk, at most. */
  readonly restMs: number;
  /** Names of faults; they come in another order at each run. */
  readonly faults: readonly string[];
}

/** What came of it. */
export interface NetworkOutcome {
  readonly tried: string;
  readonly losses: readonly string[];
  readonly lines: readonly string[];
}

/** `NETWORK_KIOSKS` and `NETWORK_SECONDS` make a short form of it, `NETWORK_FAULT` one of a single fault. */
function planned(): NetworkPlan {
  const { NETWORK_KIOSKS: kiosks, NETWORK_SECONDS: seconds, NETWORK_FAULT: fault } = process.env;
  const count = Number(kiosks ?? 200);
  return {
    ...{ kiosks: count, seconds: Number(seconds ?? 600) },
    // Some 20 requests a second, however many kiosks there are.
    restMs: count * restOfKioskMs,
    faults: fault === undefined ? Object.keys(faults) : [fault],
  };
}
const customersOfKiosk = 15;
const restOfKioskMs = 500;
/** Both services deliver four at once. */
const mailsAtOnce = 8;
const mailsWithinMs = 120_000;

/** Lets customers come to the kiosks of a bank's network while it is disturbed, and compares what they were answered with what is there. */
export async function soakNetwork(plan = planned()): Promise<NetworkOutcome> {
  const outcome = await inNetwork(true, (world) => soak(world, plan));
  return outcome ?? { tried: "skipped: PostgreSQL isn't installed", losses: [], lines: [] };
}

async function soak(world: NetworkWorld, plan: NetworkPlan): Promise<NetworkOutcome> {
  const { databases, services, kioskLinks, disk } = world;
  const [history, losses, kills, met]: [Deed[], string[], number[], string[]] = [[], [], [], []];
  let during = "nothing";
  const customers = newCustomers(plan.kiosks * customersOfKiosk);
  await registerCustomers(world.bank, customers);
  const kiosks = await openKiosks(world, plan.kiosks, {
    record: (deed) => history.push({ ...deed, during }),
    trouble: (words) => losses.push(words),
  });
  const until = performance.now() + plan.seconds * 1_000;
  let isStopped = false;
  const stop = (): void => {
    isStopped = true;
  };
  // A first Ctrl-C ends it in order: nothing must be left.
  process.once("SIGINT", stop).once("SIGTERM", stop);
  const isOver = () => isStopped || performance.now() > until;
  const place: FaultPlace = {
    ...{ databases, services, kioskLinks, disk },
    killsPrimary: () => kills.push(performance.now()),
  };
  const disturb = async (): Promise<void> => {
    for (const name of inTurn(plan.faults)) {
      await pause(1_000 + Math.random() * 4_000);
      if (isOver()) break;
      // A busy machine may have made the watch promote by itself.
      await makeWhole(databases);
      during = name;
      const isMet = await faults[name]?.(place);
      if (isMet !== false) met.push(name);
      during = `after: ${name}`;
      await makeWhole(databases);
      during = "nothing";
    }
    // Only a whole pair can be compared.
    await makeWhole(databases);
  };
  const begunAt = performance.now();
  databases.mayPromote(true);
  const [came, disturbed] = await Promise.allSettled([
    customersCome({ kiosks, customers, isOver, losses, restMs: plan.restMs }),
    disturb(),
  ]);
  for (const each of [came, disturbed]) {
    if (each.status === "rejected") losses.push(`the soak itself failed: ${String(each.reason)}`);
  }
  databases.mayPromote(false);
  process.off("SIGINT", stop).off("SIGTERM", stop);
  const seconds = (performance.now() - begunAt) / 1_000;
  await Promise.all(kiosks.map((kiosk) => kiosk.close()));
  const leases = await mailsOut(world);
  losses.push(...(await lossesIn(world, history, customers, met.length)));
  const tried = `${String(history.length)} requests, ${String(met.length)} faults, ${String(databases.promotions.length)} promotions`;
  const lines = [
    ...figureLines(history, met, seconds),
    `  from SIGKILL of the primary to the first served request: ${servedAfter(history, kills)}`,
    `  mails that waited for the lease of a killed service: ${String(leases)}`,
    ...(disk === null ? ["  disk full: skipped, as no file system can be mounted here"] : []),
  ];
  return { tried, losses, lines };
}

/** All that is lost, doubled or broken. */
export async function lossesIn(
  { bank, databases, services, post }: NetworkWorld,
  history: readonly Deed[],
  customers: readonly Customer[],
  faultsMet: number,
): Promise<readonly string[]> {
  const found = await lookIntoBank(bank);
  const taken = new Map(
    [...post.taken].map(([messageId, times]) => [messageId.split("@")[0] ?? "", times]),
  );
  return [
    ...brokenByHistory(history),
    ...lostOrDoubled(history, found),
    ...unlikeLifeCycle(found),
    ...mailsLost(found.mails, taken, faultsMet * mailsAtOnce),
    ...(await brokenChains(bank)),
    ...(await strangeSecrets(bank, customers)),
    ...databases.troubles,
    ...services.flatMap(({ troubles, dataDir }) => [...troubles, ...bugsIn(dataDir)]),
  ];
}

/** Errors of the service that nobody expects, from its log. */
function bugsIn(dataDir: string): readonly string[] {
  const log = path.join(dataDir, "logs", "service.log");
  const lines = existsSync(log) ? readFileSync(log, "utf8").split("\n") : [];
  return lines.filter((line) => /"msg":"(?:unexpected|request-failed|journal-broken)"/.test(line));
}

export function newCustomers(count: number): readonly Customer[] {
  return Array.from({ length: count }, (_, number) => ({
    ...{ loginId: `c${String(number)}`, phone: null, lastStep: 0, isOver: false },
  }));
}

/** Kiosks that are approved and switched on. */
export async function openKiosks(
  { folder, kioskLinks, services, bank }: NetworkWorld,
  count: number,
  told: {
    readonly record: (deed: Omit<Deed, "during">) => void;
    readonly trouble: (words: string) => void;
  },
): Promise<readonly BranchKiosk[]> {
  const hosts = kioskLinks.map(({ port }) => `127.0.0.1:${String(port)}`);
  const servicesKey = services[0]?.fingerprint() ?? "";
  const kiosks: BranchKiosk[] = [];
  for (let number = 1; number <= count; number += 1) {
    // Half of them prefer the one service, half the other one.
    const preferred = number % 2 === 0 ? hosts : hosts.toReversed();
    const place = { name: `kiosk-${String(number)}`, folder: path.join(folder, "kiosks") };
    kiosks.push(await branchKiosk({ ...place, hosts: preferred, servicesKey, ...told }));
  }
  await approveKiosks(bank, kiosks);
  for (const kiosk of kiosks) await kiosk.start();
  return kiosks;
}

/** Waits until all mails are sent; answers how many had to be freed from a service that was killed. */
export async function mailsOut({ bank }: NetworkWorld): Promise<number> {
  let leases = 0;
  for (let waited = 0; waited < mailsWithinMs; waited += 1_000) {
    if ((await unsentMails(bank)) === 0) return leases;
    if (waited === mailsWithinMs / 3) leases = await endLeases(bank);
    await pause(1_000);
  }
  return leases;
}

function* inTurn(names: readonly string[]): Generator<string> {
  for (;;) yield* names.toSorted(() => Math.random() - 0.5);
}
