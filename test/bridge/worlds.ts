import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll } from "vitest";
import type { OpenedRegistry } from "../../main/core/ports/registry.ts";
import { openRegistry } from "../../main/registry/sqlite/open-registry.ts";
import { networkContents, registryContents } from "../fakes/registry-contents.ts";
import type { RegistryContents } from "../fakes/registry-contents.ts";
import { lastingDatabase } from "../postgresql/database.ts";
import { networkBank } from "./network-bank.ts";
import { seededInMemory, servedBank } from "./served-kiosk.ts";
import type { ServedBank, ServedKiosk } from "./served-kiosk.ts";
import { kioskIn } from "./states.ts";
import type { State } from "./states.ts";

/** A bank over a registry, and what can be seen of it behind the port's back. */
interface Store {
  readonly bank: ServedBank;
  contents(): Promise<RegistryContents>;
  /** Another number after each write to it; undefined: it isn't known. */
  version(): unknown;
  close(): Promise<void>;
}

/** A kiosk in one of its states, and the registry behind it. */
export interface World {
  readonly store: Store;
  readonly bank: ServedBank;
  readonly kiosk: ServedKiosk;
  /** What the registry held after the last case, and so before the next. */
  contents: RegistryContents;
}

/** Kiosks in their states, for all tests of a file: a new one is brought there where a case has moved the last. */
export interface Worlds {
  in(state: State): Promise<World>;
  /** Another one is to be made for `state`. */
  leave(state: State): Promise<void>;
}

/** Over registries in memory. */
export function worldsInMemory(): Worlds {
  return worldsOver(async () => {
    const registry = await seededInMemory();
    return {
      ...(await banked(registry)),
      contents: async () => registry.contents(),
      version: () => registry.changes(),
      close: () => registry.close(),
    };
  });
}

/** Over registries as kiosks have them. Each begins as a copy of the first one's file: to migrate takes its time. */
export function worldsInSqlite(): Worlds {
  const folder = mkdtempSync(join(tmpdir(), "kiosk-worlds-"));
  // After those of the worlds, which are closed first.
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  const first = join(folder, "first.sqlite");
  let made = 0;
  return worldsOver(async () => {
    if (made === 0) {
      const registry = await opened(first);
      await servedBank(registry);
      await registry.close();
    }
    made += 1;
    const path = join(folder, `${String(made)}.sqlite`);
    copyFileSync(first, path);
    const registry = await opened(path);
    const reader = new DatabaseSync(path, { readOnly: true });
    const version = reader.prepare("pragma data_version");
    return {
      ...(await banked(registry)),
      contents: async () => registryContents(reader),
      version: () => version.get()?.["data_version"],
      close: async () => {
        reader.close();
        await registry.close();
        rmSync(path);
      },
    };
  });
}

/** Over a bank's database, and two instances of its service that take turns. */
export function worldsInNetwork(): Worlds {
  return worldsOver(async () => {
    const { settings, drop } = await lastingDatabase();
    const { bank, network, close } = await networkBank(settings);
    return {
      bank,
      close: async () => {
        await close();
        await drop();
      },
      contents: () => networkContents(network.database),
      version: () => undefined,
    };
  });
}

async function banked(registry: OpenedRegistry): Promise<{ readonly bank: ServedBank }> {
  return { bank: await servedBank(registry) };
}

function worldsOver(makeStore: () => Promise<Store>): Worlds {
  const made = new Map<State, World>();
  const leave = async (state: State): Promise<void> => {
    const world = made.get(state);
    made.delete(state);
    await world?.store.close();
  };
  afterAll(async () => {
    for (const state of [...made.keys()]) await leave(state);
  });
  return {
    leave,
    async in(state) {
      const known = made.get(state);
      if (known !== undefined) return known;
      const store = await makeStore();
      const { bank } = store;
      const kiosk = await kioskIn(bank, state);
      const world = { store, bank, kiosk, contents: await store.contents() };
      made.set(state, world);
      return world;
    },
  };
}

async function opened(path: string): Promise<OpenedRegistry> {
  const registry = await openRegistry(path);
  if (!registry.ok) throw new Error(registry.refusal);
  return registry.value;
}
