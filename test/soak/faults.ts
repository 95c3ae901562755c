import { spawnSync } from "node:child_process";
import { appendFileSync, mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as pause } from "node:timers/promises";
import { makeBranch } from "./branch.ts";
import type { Branch } from "./branch.ts";
import { keychainFails, keychainRestarts, keychainSleeps } from "./keychain-faults.ts";
import type { FaultOutcome, Place } from "./injected.ts";
import { mailServerFails, stoppedWhileMailIsTaken } from "./mail-faults.ts";

/** By name; each is met at work or at start, must be said as what it is, do no harm, and end when its cause does. */
export const faults: Readonly<Record<string, (place: Place) => Promise<FaultOutcome>>> = {
  "registry held by another process": registryHeld,
  "disk full": diskFull,
  "clock back an hour and on a day": clockJumps,
  "keychain daemon killed, locked, frozen": keychainFails,
  "keychain daemon started anew": keychainRestarts,
  "kiosk stopped while a mail is taken": stoppedWhileMailIsTaken,
};

/** Those that take longer than a check may. */
export const slowFaults: typeof faults = {
  "keychain daemon that answers after 30 s": keychainSleeps,
  "mail server hanging up, refusing, breaking off, slow": mailServerFails,
};

async function atWork(
  folder: string,
  work: (branch: Branch) => Promise<void>,
): Promise<FaultOutcome> {
  const branch = makeBranch(path.join(folder, "data"));
  try {
    await branch.switchOn();
    await branch.expectFault(null);
    await work(branch);
    return branch.outcome();
  } finally {
    await branch.close();
  }
}

async function registryHeld({ folder }: Place): Promise<FaultOutcome> {
  return atWork(folder, async (branch) => {
    const hold = (how: string): DatabaseSync => {
      const other = new DatabaseSync(path.join(branch.dataDir, "registry.sqlite"));
      other.exec(how);
      return other;
    };
    await branch.draft();
    const writer = hold("begin immediate");
    await branch.expectRefused("busy", branch.issue);
    await branch.expectFault(null);
    writer.close();
    await branch.expectDone(branch.issue);

    await branch.close();
    const owner = hold("pragma locking_mode = exclusive; begin exclusive");
    await branch.switchOn();
    await branch.expectFault("registry-unavailable");
    owner.close();
    await branch.expectFault(null);
    branch.expectJournalled("out-of-service-registry-unavailable");
    await branch.expectDone(branch.signIn);
  });
}

async function diskFull({ folder }: Place): Promise<FaultOutcome> {
  const disk = path.join(folder, "disk");
  mkdirSync(disk);
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=2m,mode=700", "tmpfs", disk]);
  if (mounted.status !== 0) return { losses: [], skipped: "no disk can be mounted here" };
  const filler = path.join(disk, "filler");
  const fill = (): void => {
    for (const bytes of [65_536, 512, 1]) {
      try {
        for (;;) appendFileSync(filler, Buffer.alloc(bytes));
      } catch (error) {
        if (!(error instanceof Error && "code" in error && error.code === "ENOSPC")) throw error;
      }
    }
  };
  try {
    return await atWork(disk, async (branch) => {
      await branch.draft();
      fill();
      // What the log has allotted already takes a few more rows.
      for (let tries = 0; tries < 50; tries += 1) {
        const answer = await branch.signIn();
        if (!answer.ok) break;
      }
      await branch.expectRefused("out-of-service", branch.signIn);
      for (let tries = 0; tries < 3; tries += 1) {
        await branch.expectFault("data-folder-unwritable");
        await pause(200);
      }
      rmSync(filler);
      await branch.expectFault(null);
      branch.expectJournalled("out-of-service-data-folder-unwritable");
      await branch.draft();
      await branch.expectDone(branch.issue);

      await branch.close();
      fill();
      await branch.switchOn();
      await branch.expectFault("data-folder-unwritable");
      rmSync(filler);
      await branch.expectFault(null);
      branch.expectJournalled("out-of-service-data-folder-unwritable");
      await branch.expectDone(branch.signIn);
    });
  } finally {
    spawnSync("umount", [disk]);
  }
}

/** So many wrong codes in a row suspend a token. */
const triesThatLock = 5;

async function clockJumps({ folder }: Place): Promise<FaultOutcome> {
  const realNow = Date.now;
  try {
    return await atWork(folder, async (branch) => {
      const codeAt = await branch.tokenIssued();
      // Each with a right code: of the step before, and then of this one.
      const start = () =>
        branch.kiosk().startToken({ oneTimePassword: codeAt(realNow() - 60_000) });
      const prove = () => branch.kiosk().proveCode({ oneTimePassword: codeAt(realNow()) });
      for (const [jump, deed] of [
        [-3_600_000, start],
        [86_400_000, prove],
      ] as const) {
        Date.now = () => realNow() + jump;
        for (let tries = 0; tries < triesThatLock; tries += 1) {
          await branch.expectRefused("out-of-service", deed);
        }
        await branch.expectFault("clock-jumped");
        Date.now = realNow;
        await branch.expectFault(null);
        await branch.expectDone(branch.signIn);
        await branch.expectDone(deed);
        await branch.expectDone(branch.signIn);
      }
    });
  } finally {
    Date.now = realNow;
  }
}
