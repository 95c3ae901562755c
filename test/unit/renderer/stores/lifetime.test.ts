import "../fake-kiosk.ts";
import { createPinia, setActivePinia } from "pinia";
import type { StoreDefinition } from "pinia";
import { createApp } from "vue";
import { describe, expect, it } from "vitest";
import { lifetimes, wipeStores } from "../../../../renderer/stores/lifetime.ts";

const modules = import.meta.glob<Record<string, unknown>>("../../../../renderer/stores/*.ts", {
  eager: true,
});
const stores = Object.values(modules)
  .flatMap((module) => Object.values(module))
  .filter((value): value is StoreDefinition => typeof value === "function" && "$id" in value);

/** What outlives a customer, and why it may. */
const lasting = [
  "kiosk", // the same for every customer
  "languages", // the words of a language
];

function stateAfter(ended: readonly ("session" | "visit")[], useStore: StoreDefinition) {
  const pinia = createPinia().use(lifetimes);
  createApp({}).use(pinia);
  setActivePinia(pinia);
  const store = useStore();
  const fresh = JSON.stringify(store.$state);
  store.$patch((state) => {
    for (const name of Object.keys(state)) state[name] = "福島 太郎";
  });
  expect(JSON.stringify(store.$state)).not.toBe(fresh);
  for (const lifetime of ended) wipeStores(lifetime);
  return { fresh, left: JSON.stringify(store.$state) };
}

describe("when a customer has gone", () => {
  it("there are stores to look at", () => {
    expect(stores.length).toBeGreaterThan(8);
  });

  it.each(stores.filter(({ $id }) => !lasting.includes($id)))("$id is wiped", (useStore) => {
    const { fresh, left } = stateAfter(["session", "visit"], useStore);
    expect(left).toBe(fresh);
  });

  it.each(stores.filter(({ $id }) => lasting.includes($id)))("$id stays", (useStore) => {
    expect(stateAfter(["session", "visit"], useStore).left).toContain("福島 太郎");
  });

  it("their choices stay for a second sign-in of the same visit", () => {
    const useChoices = stores.find(({ $id }) => $id === "choices");
    if (useChoices === undefined) throw new Error("no store of choices");
    expect(stateAfter(["session"], useChoices).left).toContain("福島 太郎");
  });
});
