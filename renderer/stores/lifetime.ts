import { getActivePinia } from "pinia";
import type { Pinia, PiniaPluginContext, StateTree, StoreGeneric } from "pinia";

/**
 * How long a store keeps its data: `session` until the user is signed out, `visit` until they have gone, `kiosk` as long
 * as the page.
 */
type Lifetime = "session" | "visit" | "kiosk";

declare module "pinia" {
  // Each store has to say it, so that none is forgotten when a customer has gone.
  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- the parameters of an interface that is extended
  interface DefineStoreOptionsBase<S extends StateTree, Store> {
    readonly lifetime: Lifetime;
  }
}

const stores = new WeakMap<Pinia, Map<StoreGeneric, Lifetime>>();

/** The plugin that knows every store that is in use, for {@link wipeStores}. */
export function lifetimes({ pinia, store, options }: PiniaPluginContext): void {
  const known = stores.get(pinia) ?? new Map<StoreGeneric, Lifetime>();
  stores.set(pinia, known.set(store, options.lifetime));
}

/** Resets every store of this lifetime to what it begins with. */
export function wipeStores(ended: "session" | "visit"): void {
  const pinia = getActivePinia();
  const known = pinia === undefined ? undefined : stores.get(pinia);
  for (const [store, lifetime] of known ?? []) if (lifetime === ended) store.$reset();
}
