import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import { keychainIdentity } from "../../../../main/adapters/keychain-vault/keychain-identity.ts";
import type { IdentityStore } from "../../../../main/adapters/keychain-vault/keychain-identity.ts";
import type { Kiosk } from "../../../../main/compose/kiosk.ts";
import { networkKiosk } from "../../../../main/compose/network-kiosk.ts";
import { demoProfile } from "../../../../main/config/demo-profile.ts";
import type { Operations } from "../../../../main/core/operations/operation.ts";
import { identityOf } from "../../../../main/network/identity.ts";
import type { KeptIdentity } from "../../../../main/network/identity.ts";
import { memoryKeychain } from "../../../fakes/memory-keychain.ts";
import { operationsOf } from "../../../fakes/operations-of.ts";
import { plainBrand } from "../../../fakes/plain-brand.ts";
import { recordingLog } from "../../../fakes/recording-log.ts";
import type { RecordingLog } from "../../../fakes/recording-log.ts";
import { kioskIdentity, serviceIdentity, testService } from "../../../fakes/test-service.ts";
import type { TestService } from "../../../fakes/test-service.ts";
import { wellMachine } from "../../../fakes/well-machine.ts";

export const ownFingerprint = identityOf(kioskIdentity.certificate).fingerprint;
export const joined: KeptIdentity = {
  ...{ current: kioskIdentity, next: null },
  service: identityOf(serviceIdentity.certificate).fingerprint,
};

/** Short, so that a test doesn't wait for the five seconds of a customer. */
const limits = { request: { wholeMs: 1_500, attemptMs: 800, pauseMs: 20 } };

/** A service that has approved the kiosk, and ends with the test. */
export async function approvingService(identity = serviceIdentity): Promise<TestService> {
  const service = await testService(identity);
  service.states.set(ownFingerprint, "approved");
  onTestFinished(() => service[Symbol.asyncDispose]());
  return service;
}

/** A store with that identity, as a keychain would keep it. */
export async function storeOf(kept: KeptIdentity | null): Promise<IdentityStore> {
  const store = keychainIdentity(memoryKeychain(null));
  if (kept !== null) await store.write(kept);
  return store;
}

interface ANetworkKiosk extends Operations {
  readonly kiosk: Kiosk;
  readonly dataDir: string;
  readonly machine: ReturnType<typeof wellMachine>;
  readonly log: RecordingLog;
}

/** A kiosk of the network over real TLS, with an empty data folder; it is closed with the test. */
export async function aNetworkKiosk(
  services: readonly TestService[],
  store?: IdentityStore,
  clock = (): number => Date.now(),
): Promise<ANetworkKiosk> {
  const dataDir = mkdtempSync(path.join(tmpdir(), "network-kiosk-"));
  const machine = wellMachine();
  const log = recordingLog();
  const service = { hosts: services.map(({ name }) => name), fingerprint: null };
  const kiosk = await networkKiosk(
    { config: { ...demoProfile, service }, brand: plainBrand },
    service,
    { dataDir, clockOffsetSeconds: 0 },
    { ...machine, clock, log, limits, store: store ?? (await storeOf(joined)) },
  );
  onTestFinished(async () => {
    await kiosk.close();
    rmSync(dataDir, { recursive: true });
  });
  return { ...operationsOf(kiosk.handle), kiosk, dataDir, machine, log };
}
