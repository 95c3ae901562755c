import { setTimeout as pause } from "node:timers/promises";
import type { DatabaseServer } from "./database-server.ts";
import { openLink } from "./link.ts";
import type { Link } from "./link.ts";

/** A primary and its standby, and what an operator's watch over them does: Patroni's part, in small. */
export interface DatabasePair {
  primary(): DatabaseServer;
  other(): DatabaseServer;
  /** The link of a service to a database. */
  linkTo(service: number, server: DatabaseServer): Link;
  /** That over which a standby follows `server`. */
  replicationOf(server: DatabaseServer): Link;
  /** Promotions so far, in the order of time: `performance.now()`. */
  readonly promotions: readonly number[];
  /** Whether the standby has every commit that was answered. */
  isInSync(): boolean;
  /** Whether the other one isn't a standby any more, but a former primary. */
  needsRebuild(): boolean;
  /** Whether the watch promotes; not at first. */
  mayPromote(on: boolean): void;
  /** Makes the server that isn't the primary anew, as the standby, and waits until it is in sync. */
  rebuild(): Promise<void>;
  /** What the watch met that it should not. */
  readonly troubles: readonly string[];
  close(): Promise<void>;
}

/** Of the watch: between two looks, and how many in a row must fail for a promotion or for going on without standby. */
const lookMs = 300;
const lookLimitMs = 1_500;
const looksMissed = 3;
const syncPatienceMs = 120_000;

/** `$` is the place in the log that the standby must have. */
const standbys = `select coalesce(bool_or(state = 'streaming'), false) as follows,
  coalesce(bool_or(flush_lsn >= $), false) as has_all from pg_stat_replication
  where application_name in ('a', 'b')`;

/**
 * Starts `servers[0]` as the primary of `servers[1]`, for so many `services`.
 *
 * The watch promotes the standby when the primary has not answered three looks in a row, and only where the standby was in
 * sync. Before it promotes, it cuts every link to the former primary: whatever comes back there (a process that was only
 * stopped) is asked by nobody, and none of its commits is answered in any case, as its standby has left it. Where the standby
 * is away, it lets the primary go on without, as Patroni does. `isSync` false: no commit waits for the standby, and it is
 * promoted all the same, which must lose something.
 */
export async function databasePair(
  servers: readonly [DatabaseServer, DatabaseServer],
  services: number,
  isSync: boolean,
): Promise<DatabasePair> {
  const open = (server: DatabaseServer) => openLink(() => ({ path: server.socket }));
  const [a, b] = servers;
  const links = new Map<DatabaseServer, readonly Link[]>();
  for (const server of servers) {
    const own: Link[] = [];
    for (let number = 0; number <= services; number += 1) own.push(await open(server));
    links.set(server, own);
  }
  const link = (server: DatabaseServer, number: number): Link => {
    const found = links.get(server)?.[number];
    if (found === undefined) throw new Error("There is no such link");
    return found;
  };
  const replicationOf = (server: DatabaseServer) => link(server, services);
  const promotions: number[] = [];
  const troubles: string[] = [];
  let [primary, standby] = [a, b];
  let inSync = false;
  const isInSync = () => inSync;
  let waits = false;
  let mustHave: string | null = null;
  let [missed, alone] = [0, 0];
  let [isClosed, isArmed, isFormer] = [false, false, false];

  const setWaiting = async (on: boolean): Promise<void> => {
    await primary.ask(`alter system set synchronous_standby_names = '${on ? "*" : ""}'`);
    await primary.ask("select pg_reload_conf()");
  };
  const isPrimary = async (): Promise<boolean> => {
    const [found] = await primary.ask("select pg_is_in_recovery() as follows");
    return found?.["follows"] === false;
  };
  const promote = async (): Promise<void> => {
    const former = primary;
    for (const each of links.get(former) ?? []) each.set("cut");
    [inSync, waits, mustHave] = [false, false, null];
    [primary, standby] = [standby, former];
    isFormer = true;
    // It is asked again where it doesn't answer: nothing else can serve any more.
    while (!isClosed && !(await isPrimary().catch(() => false))) {
      await primary.ask("select pg_promote(true, 30)", 35_000).catch(() => undefined);
    }
    promotions.push(performance.now());
  };
  /** From now on every commit waits for the standby, which has all of them when it has what there is now. */
  const wait = async (): Promise<void> => {
    if (isSync) await setWaiting(true);
    waits = true;
    // Backends that are under way read the setting within a moment.
    await pause(500);
    const [now] = await primary.ask("select pg_current_wal_insert_lsn() as lsn");
    mustHave = String(now?.["lsn"]);
  };
  const lookAtStandby = async (): Promise<void> => {
    const asked = standbys.replace("$", `'${mustHave ?? "0/0"}'`);
    const [found] = await primary.ask(asked, lookLimitMs);
    if (found?.["follows"] === true) {
      alone = 0;
      if (!waits || mustHave === null) await wait();
      else inSync ||= found["has_all"] === true;
      return;
    }
    alone += 1;
    // Who doesn't wait for the standby doesn't know what it lacks either.
    if (alone < looksMissed || !waits || !isSync) return;
    [inSync, waits, mustHave] = [false, false, null];
    await setWaiting(false);
  };
  const look = async (): Promise<void> => {
    try {
      await primary.ask("select 1", lookLimitMs);
      missed = 0;
    } catch {
      missed += 1;
      if (missed < looksMissed || !inSync || !isArmed) return;
      missed = 0;
      await promote();
      return;
    }
    await lookAtStandby().catch(() => undefined);
  };
  const watch = async (): Promise<void> => {
    while (!isClosed) {
      await look().catch((error: unknown) => troubles.push(String(error)));
      await pause(lookMs);
    }
  };
  const rebuild = async (): Promise<void> => {
    [inSync, waits, mustHave] = [false, false, null];
    await setWaiting(false);
    await standby.kill();
    await standby.copy(primary, replicationOf(primary).port);
    // It is asked for what is the primary's, and says that it is read-only: so it is no danger any more.
    for (const each of links.get(standby) ?? []) each.set("well");
    await standby.start();
    isFormer = false;
    const until = performance.now() + syncPatienceMs;
    while (!isInSync()) {
      if (performance.now() > until) throw new Error("The standby doesn't get in sync");
      await pause(lookMs);
    }
  };

  a.make();
  await a.start();
  const watching = watch();
  await rebuild();
  return {
    ...{ promotions, troubles, rebuild, replicationOf },
    primary: () => primary,
    other: () => standby,
    linkTo: (service, server) => link(server, service),
    isInSync,
    needsRebuild: () => isFormer,
    mayPromote: (on) => void (isArmed = on),
    async close() {
      isClosed = true;
      await watching;
      await Promise.all(servers.map((server) => server.kill()));
      await Promise.all([...links.values()].flat().map((each) => each.close()));
    },
  };
}
