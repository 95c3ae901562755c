import type { StoreFault } from "../../preload/contract/health.ts";
import { keysFaultOf } from "../adapters/keychain-vault/keychain-keys.ts";
import { described } from "../adapters/pino-log.ts";
import { registryFaultOf } from "../registry/sqlite/registry-fault.ts";

/** The parts of an error that may be written where there is no log. */
export function faultText(error: unknown): string {
  return described(error);
}

/** The fault of registry or keychain that was thrown as `error`; null: it is another kind of error. */
export function faultOf(error: unknown): StoreFault | null {
  return registryFaultOf(error) ?? keysFaultOf(error);
}
