import { expect, test } from "vitest";
import { RegistryBusy } from "../../../../main/core/domain/registry-errors.ts";
import { journalFaults } from "../../../../main/core/operations/upkeep/journal-faults.ts";
import { makeWaitingFaults } from "../../../../main/core/operations/upkeep/waiting-faults.ts";
import type { Registry } from "../../../../main/core/ports/registry.ts";
import { recordingLog } from "../../../fakes/recording-log.ts";
import { aBank, confirmationPassword, done, issue, startPassword, taro } from "./a-kiosk.ts";
import type { Bank } from "./a-kiosk.ts";

const busy = { ok: false, refusal: { code: "busy" } };

/** A registry whose transactions are busy from the `left`th on, until it is set again. */
function busyAfter({ registry }: Bank): { readonly registry: Registry; left: number } {
  const transact: Registry["transact"] = (work) => {
    holder.left -= 1;
    return holder.left < 0 ? Promise.reject(new RegistryBusy()) : registry.transact(work);
  };
  const holder = { left: Infinity, registry: { ...registry, transact } };
  return holder;
}

test.each([
  ["ログインパスワード", "loginPassword"],
  ["確認用パスワード", "confirmationPassword"],
  ["利用開始パスワード", "startPassword"],
] as const)("a right %s that a busy registry took back is no wrong try", async (_name, kind) => {
  const bank = await aBank();
  const holder = busyAfter(bank);
  const kiosk = bank.kiosk(holder.registry);
  await done(kiosk.signIn(taro));
  await issue(kiosk);
  const oneTimePassword = await bank.code();
  const ask = () => {
    if (kind === "loginPassword") return kiosk.signIn(taro);
    if (kind === "startPassword") return kiosk.showSetupCode({ startPassword });
    return kiosk.releaseToken({ confirmationPassword, oneTimePassword });
  };
  for (let times = 0; times < 7; times += 1) {
    holder.left = 1;
    expect(await ask()).toEqual(busy);
    expect(await bank.wrongTries(kind)).toBe(1);
  }
  holder.left = Infinity;
  expect(await ask()).toMatchObject({ ok: true });
  expect(await bank.wrongTries(kind)).toBe(0);
});

test("a wrong password is counted though a busy registry kept the answer back", async () => {
  const bank = await aBank();
  const holder = busyAfter(bank);
  const kiosk = bank.kiosk(holder.registry);
  for (let times = 1; times <= 5; times += 1) {
    holder.left = 1;
    expect(await kiosk.signIn({ ...taro, loginPassword: "tarologin2" })).toEqual(busy);
    expect(await bank.wrongTries("loginPassword")).toBe(times);
  }
  holder.left = Infinity;
  expect(await kiosk.signIn(taro)).toMatchObject({ refusal: { code: "locked" } });
});

test("a busy registry leaves faults waiting, and is none itself", async () => {
  const bank = await aBank();
  const holder = busyAfter(bank);
  const log = recordingLog();
  const waiting = makeWaitingFaults({ load: () => [], keep: () => undefined }, bank.clock);
  const { log: told, journalWaiting } = journalFaults(log, holder.registry, waiting);
  holder.left = 0;
  told.error("printer-failed", new Error("jammed"));
  expect(await journalWaiting()).toBe(false);
  expect(log.entries.map(({ event }) => event)).toEqual(["printer-failed"]);
  holder.left = Infinity;
  expect(await journalWaiting()).toBe(true);
  expect(bank.lastDeed()).toBe("fault printer-failed");
});
