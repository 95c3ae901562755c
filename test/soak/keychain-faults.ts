import { realpathSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { shortHash } from "../../main/adapters/hashes.ts";
import { makeBranch } from "./branch.ts";
import type { FaultOutcome, Place } from "./injected.ts";
import { startKiosk } from "./kiosk-process.ts";

/** The daemon is changed only while libsecret hasn't spoken to it: of one process it stays with the first. */
export async function keychainFails({ folder, keyring }: Place): Promise<FaultOutcome> {
  const branch = makeBranch(path.join(folder, "data"));
  try {
    keyring.freeze();
    await branch.switchOn();
    await branch.expectFault("keychain-locked");
    keyring.wake();
    await keyring.kill();
    await branch.expectFault("keychain-absent");
    await keyring.start(false);
    await branch.expectFault("keychain-locked");
    await keyring.kill();
    await keyring.start(true);
    await branch.expectFault(null);
    branch.expectJournalled("out-of-service-keychain-locked");
    branch.expectJournalled("out-of-service-keychain-absent");
    await branch.draft();
    // At work nobody waits for it: the key is in memory, and the anchor may lag behind.
    await keyring.kill();
    await branch.expectDone(branch.issue);
    await keyring.start(true);
    await branch.draft();
    await branch.expectDone(branch.issue);
    return branch.outcome();
  } finally {
    await branch.close();
  }
}

/** The kiosk's process can't ask the new daemon any more; it says so, and the one that its supervisor starts serves. */
export async function keychainRestarts({ folder, keyring }: Place): Promise<FaultOutcome> {
  const dataDir = path.join(folder, "data");
  const branch = makeBranch(dataDir);
  try {
    await branch.switchOn();
    await branch.draft();
    await branch.expectDone(branch.issue);
    await branch.close();
    await keyring.kill();
    await keyring.start(true);
    await branch.switchOn();
    await branch.expectFault("keychain-restarted");
    if (!branch.isSpent) branch.losses.push("the kiosk did not ask to be started anew");
  } finally {
    await branch.close();
  }
  const plan = { dataDir, offsetSeconds: 0, phones: {}, target: null };
  const kiosk = startKiosk(plan, keyring.busAddress, path.join(folder, "compiled"));
  const opened = await kiosk.opened;
  if (opened?.fault !== null) branch.losses.push("the kiosk that was started anew does not serve");
  branch.expectJournalled("out-of-service-keychain-restarted");
  kiosk.kill();
  await kiosk.ended;
  return branch.outcome();
}

/** At a first start and at a later one, with the time that a kiosk in a branch gives the keychain. */
export async function keychainSleeps({ folder, keyring }: Place): Promise<FaultOutcome> {
  const dataDir = path.join(folder, "data");
  const branch = makeBranch(dataDir, { keychain: { timeoutSeconds: 10 } });
  const sleepThrough = async (): Promise<void> => {
    keyring.freeze();
    const asked = performance.now();
    const wakes = pause(30_000).then(() => {
      keyring.wake();
    });
    await branch.switchOn();
    if (performance.now() - asked > 15_000) branch.losses.push("the fault was said too late");
    await branch.expectFault("keychain-locked");
    await wakes;
    await branch.expectFault(null);
  };
  try {
    await sleepThrough();
    await branch.draft();
    await branch.expectDone(branch.issue);
    await sleepThrough();
    await branch.draft();
    await branch.expectDone(branch.issue);
    const { default: keytar } = await import("keytar");
    const service = `otp-enrolment-kiosk:${shortHash(realpathSync(dataDir))}`;
    const items = await keytar.findCredentials(service);
    const keys = items.filter(({ account }) => account === "master-key");
    if (keys.length !== 1) branch.losses.push(`the keychain holds ${String(keys.length)} keys`);
    return branch.outcome();
  } finally {
    await branch.close();
  }
}
