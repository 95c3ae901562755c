import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import type { SecretKind } from "../../preload/contract/answers.ts";
import { openRegistry } from "../../main/registry/sqlite/open-registry.ts";
import { vaultOfItem } from "../fakes/memory-vault.ts";
import { lookInto } from "./found.ts";
import { brokenChain } from "./journal.ts";
import { makeKeyring } from "../e2e/keyring.ts";
import type { Keyring } from "../e2e/keyring.ts";
import { startKiosk } from "./kiosk-process.ts";
import type { KioskProcess } from "./kiosk-process.ts";
import { isRight, statesAfter } from "./model.ts";
import type { State } from "./model.ts";
import type { Phone, Plan, Report } from "./protocol.ts";

/** One bank branch: a data folder, a keyring, and what must be found in them. */
export interface World {
  readonly folder: string;
  readonly dataDir: string;
  readonly keyring: Keyring;
  /** One of these must be found: several while it isn't known how far the last deed came. */
  candidates: readonly State[];
  phones: Readonly<Record<string, Phone>>;
  offsetSeconds: number;
  /** What was found to be lost or half done, in words. */
  readonly losses: string[];
  /** As the last kiosk that served found it in the keychain. */
  masterKey: string | null;
  /** Requests that kiosks were asked for. */
  tries: number;
}

const noTokenYet: State = {
  tokens: [],
  tries: {},
  limits: { taro0001: 1_000_000, hanako01: 100_000, jiro0001: 500_000 },
};
const patienceMs = 60_000;

/** Works in a new world, and leaves nothing of it. */
export async function inWorld<T>(work: (world: World) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), "soak-"));
  const keyring = await makeKeyring(path.join(folder, "keyring"));
  try {
    return await work({
      ...{ folder, keyring, dataDir: path.join(folder, "data") },
      ...{ candidates: [noTokenYet], phones: {}, offsetSeconds: 0, losses: [], tries: 0 },
      masterKey: null,
    });
  } finally {
    await keyring.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Starts a kiosk in `world`. */
export function startIn(world: World, target: Plan["target"] = null): KioskProcess {
  const { dataDir, offsetSeconds, phones, keyring } = world;
  const cache = path.join(world.folder, "compiled");
  return startKiosk({ dataDir, offsetSeconds, phones, target }, keyring.busAddress, cache);
}

/** Waits until the kiosk serves and its mails are out; then all must be as one of the world's candidates says. */
export async function expectWhole(world: World, kiosk: KioskProcess): Promise<boolean> {
  const late = pause(patienceMs, null, { ref: false });
  const opened = await Promise.race([kiosk.opened, late]);
  if (typeof opened?.masterKey !== "string") {
    world.losses.push(`a kiosk did not start again: ${opened?.fault ?? "it ended or hangs"}`);
    return false;
  }
  world.masterKey = opened.masterKey;
  const until = Date.now() + patienceMs;
  for (;;) {
    await pause(10);
    const { state, broken, unsent } = await lookInto(world.dataDir, opened.masterKey, world.phones);
    if (unsent > 0 && Date.now() < until) continue;
    if (unsent > 0) world.losses.push(`${String(unsent)} mails stay unsent`);
    world.losses.push(...broken);
    world.losses.push(...(await brokenChain(world.dataDir, opened.masterKey, opened.anchor)));
    if (!world.candidates.some((candidate) => isDeepStrictEqual(candidate, state))) {
      const words = [state, ...world.candidates].map((each) => JSON.stringify(each)).join("\n  ");
      world.losses.push(`what is found was never to be, nor answered:\n  ${words}`);
    }
    world.candidates = [state];
    return true;
  }
}

/** As staff do: a kiosk that dies at a password counts it as wrong, and a few such deaths in a row lock. */
export async function unlock(world: World): Promise<void> {
  const locked = world.candidates.flatMap(({ tries }) =>
    Object.entries(tries).flatMap(([tried, count]) => (count > 2 ? [tried] : [])),
  );
  if (locked.length === 0) return;
  const opened = await openRegistry(path.join(world.dataDir, "registry.sqlite"));
  if (!opened.ok || world.masterKey === null) throw new Error("The registry can't be opened");
  const registry = opened.value;
  const id = await registry.transact((rows) => rows.registryId());
  await registry.sealJournal({ kiosk: "kiosk", mac: vaultOfItem(world.masterKey, id).mac });
  await registry.transact(async (rows) => {
    for (const tried of locked) {
      const [loginId = "", kind] = tried.split(" ");
      await rows.setFailures(loginId, kind as SecretKind, 0);
    }
  });
  await registry.close();
  world.candidates = world.candidates.map((state) => ({
    ...state,
    tries: Object.fromEntries(Object.entries(state.tries).filter(([, count]) => count <= 2)),
  }));
}

/** Follows what a dead kiosk said: from now on all that it answered must be found, and of the rest all or nothing. */
export function follow(world: World, reports: readonly Report[]): void {
  let [state] = world.candidates;
  let under: readonly State[] | null = null;
  let mustBeOk = false;
  for (const report of reports) {
    if (state === undefined) return;
    if (report.is === "phone") world.phones = { ...world.phones, [report.loginId]: report.phone };
    if (report.is === "asked") {
      world.tries += 1;
      under = statesAfter(state, report.tried);
      mustBeOk = isRight(report.tried);
    }
    if (report.is === "answered") {
      if (report.ok !== mustBeOk) world.losses.push(`a try was answered ${report.refusal || "ok"}`);
      state = under?.at(-1) ?? state;
      under = null;
    }
  }
  if (reports.some(({ is }) => is === "asked") && state !== undefined) {
    world.candidates = [state, ...(under ?? [])];
  }
}
