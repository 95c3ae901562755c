import { realpathSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as pause } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { generateSync } from "otplib";
import { compose } from "../../main/compose.ts";
import type { Kiosk } from "../../main/compose/kiosk.ts";
import type { Config } from "../../main/config/config.ts";
import { demoProfile } from "../../main/config/demo-profile.ts";
import { shortHash } from "../../main/adapters/hashes.ts";
import type { Operations } from "../../main/core/operations/operation.ts";
import type { Fault } from "../../preload/contract/answers.ts";
import type { Result } from "../../preload/contract/result.ts";
import { taro } from "../e2e/customers.ts";
import { operationsOf } from "../fakes/operations-of.ts";
import { plainBrand } from "../fakes/plain-brand.ts";
import { wellMachine } from "../fakes/well-machine.ts";
import { lookInto } from "./found.ts";
import type { FaultOutcome } from "./injected.ts";
import type { State } from "./model.ts";

const { loginId, loginPassword, confirmationPassword } = taro;
const startPassword = "482915";
const mailAddress = "someone..@docomo.ne.jp";
const issuing = { confirmationPassword };

/** A kiosk in this process, its customer, and what was found to go wrong. */
export interface Branch {
  readonly dataDir: string;
  readonly losses: string[];
  /** Whether the kiosk asked to be started anew. */
  isSpent: boolean;
  /** What has come of it so far. */
  outcome(): FaultOutcome;
  /** Switches the kiosk on; the former one is closed. */
  switchOn(): Promise<void>;
  close(): Promise<void>;
  /** Expects that the kiosk says `fault`; null: that it serves. It may take a few tries. */
  expectFault(fault: Fault | null): Promise<void>;
  /** Expects that the journal has a fault's row with this outcome. */
  expectJournalled(outcome: string): void;
  /** Signs in, up to what BOT003 confirms. */
  draft(): Promise<void>;
  issue(): Promise<Result<unknown, { readonly code: string }>>;
  /** Expects that `deed` is refused with `code`, and that nothing of registry, vault and spool is another. */
  expectRefused(
    code: string,
    deed: () => Promise<Result<unknown, { readonly code: string }>>,
  ): Promise<void>;
  /** Expects that `deed` works. */
  expectDone(deed: () => Promise<Result<unknown, { readonly code: string }>>): Promise<void>;
  readonly kiosk: () => Operations;
  /** Issues a token; gives the code of the phone at a time (epoch milliseconds). */
  tokenIssued(): Promise<(now: number) => string>;
  signIn(): Promise<Result<unknown, { readonly code: string }>>;
}

/** A branch whose kiosk keeps its data in `dataDir` and asks the keychain for a second at most, but for `differences`. */
export function makeBranch(dataDir: string, differences: Partial<Config> = {}): Branch {
  const config = { ...demoProfile, keychain: { timeoutSeconds: 1 }, ...differences };
  const losses: string[] = [];
  let kiosk: Kiosk | null = null;
  let masterKey: string | null = null;
  const operations = (): Operations => {
    if (kiosk === null) throw new Error("The kiosk is not on");
    return operationsOf(kiosk.handle);
  };
  const found = async (): Promise<State> => {
    masterKey ??= await keyOf(dataDir);
    const { state, broken } = await lookInto(dataDir, masterKey ?? "", {});
    losses.push(...broken);
    return state;
  };
  const slowest = { answer: 0, start: 0 };
  const timed = async <T>(deed: () => Promise<T>, kind: keyof typeof slowest = "answer") => {
    const begun = performance.now();
    const answer = await deed();
    slowest[kind] = Math.max(slowest[kind], performance.now() - begun);
    return answer;
  };
  const fault = async (): Promise<Fault | null> => {
    const profile = await timed(() => operations().readKiosk({}));
    return profile.ok ? profile.value.fault : null;
  };
  const branch: Branch = {
    dataDir,
    losses,
    isSpent: false,
    outcome: () => ({ losses, slowestMs: slowest.answer, slowestStartMs: slowest.start }),
    kiosk: operations,
    async switchOn() {
      await kiosk?.close();
      const onSpent = () => void (branch.isSpent = true);
      const place = { dataDir, clockOffsetSeconds: 0, onSpent };
      const settings = { config, brand: plainBrand };
      kiosk = await timed(() => compose(settings, place, wellMachine()), "start");
    },
    async close() {
      await kiosk?.close();
      kiosk = null;
    },
    async expectFault(expected) {
      let said = await fault();
      for (let tries = 0; said !== expected && tries < 15; tries += 1) {
        await pause(1_000);
        said = await fault();
      }
      if (said !== expected) losses.push(`the kiosk says ${String(said)}, not ${String(expected)}`);
    },
    expectJournalled(outcome) {
      using registry = new DatabaseSync(path.join(dataDir, "registry.sqlite"), { timeout: 5_000 });
      const row = "select 1 from journal where action = 'fault' and outcome = ?";
      if (registry.prepare(row).get(outcome) === undefined) {
        losses.push(`the journal has no fault ${outcome}`);
      }
    },
    signIn: () => operations().signIn({ loginId, loginPassword }),
    async draft() {
      await branch.expectDone(branch.signIn);
      const entry = { mailAddress, mailAddressAgain: mailAddress, startPassword };
      const draft = { ...entry, startPasswordAgain: startPassword };
      await branch.expectDone(() => operations().draftIssue(draft));
    },
    issue: () => operations().confirmIssue(issuing),
    async expectRefused(code, deed) {
      const before = await found();
      const answer = await timed(deed);
      if (answer.ok || answer.refusal.code !== code) {
        losses.push(`answered ${answer.ok ? "ok" : answer.refusal.code}, not ${code}`);
      }
      if (
        (code === "out-of-service" || code === "busy") &&
        !isDeepStrictEqual(await found(), before)
      ) {
        losses.push(`something was done though ${code} was answered`);
      }
    },
    async expectDone(deed) {
      const answer = await timed(deed);
      if (!answer.ok) losses.push(`refused with ${answer.refusal.code} though nothing is wrong`);
    },
    async tokenIssued() {
      await branch.draft();
      await branch.expectDone(branch.issue);
      const shown = await operations().showSetupCode({ startPassword });
      const secret = shown.ok ? shown.value.key.replaceAll(" ", "") : "";
      return (now) => generateSync({ secret, period: 60, epoch: now / 1_000 });
    },
  };
  return branch;
}

async function keyOf(dataDir: string): Promise<string | null> {
  const { default: keytar } = await import("keytar");
  const service = `otp-enrolment-kiosk:${shortHash(realpathSync(dataDir))}`;
  return keytar.getPassword(service, "master-key");
}
